package dev.keyporter.proxy.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoResponsesTest extends DemoProviderFixture {
  @Test
  void answersLikeTheSeedsExample() throws Exception {
    assertEquals(
        "The capital of France is Paris.",
        said(ask("{'model':'gpt-4o','input':'What is the capital of France?'}")));
    assertEquals(
        "1! 2! 3! 4! 5! Woohoo!",
        said(ask("{'model':'gpt-4o','input':'Count from 1 to 5 with enthusiasm'}")));
  }

  @Test
  void saysPlainlyThatItIsADemo() throws Exception {
    HttpResponse<String> answer = post("/responses", "{'model':'x','input':'Hello'}");
    assertEquals("true", answer.headers().firstValue("x-keyporter-demo").orElseThrow());
    JsonNode response = JSON.readTree(answer.body());
    assertTrue(said(response).contains("Keyporter's demo provider"), said(response));
    assertEquals(DemoText.NOTICE, response.path("demo").asText());
    assertEquals("keyporter-demo", get("/models/gpt-4o").path("owned_by").asText());
  }

  @Test
  void streamsTheEventsOfTheResponsesApiInOrder() throws Exception {
    HttpResponse<String> answer =
        post("/responses", "{'model':'m','stream':true,'input':'capital of France'}");
    assertTrue(
        answer.headers().firstValue("Content-Type").orElseThrow().startsWith("text/event-stream"));
    List<JsonNode> events = events(answer.body());
    var types = new ArrayList<String>();
    for (int i = 0; i < events.size(); i++) {
      assertEquals(i, events.get(i).path("sequence_number").asInt());
      types.add(events.get(i).path("type").asText().replace("response.", ""));
      assertTrue(answer.body().contains("event: response." + types.getLast() + "\ndata: "));
    }
    assertEquals(
        "created in_progress output_item.added content_part.added output_text.delta"
            + " output_text.delta output_text.delta output_text.delta output_text.delta"
            + " output_text.delta output_text.done content_part.done output_item.done completed",
        String.join(" ", types));
    JsonNode end = events.getLast().path("response");
    assertEquals("The capital of France is Paris.", said(end));
    assertEquals(8, end.path("usage").path("output_tokens").asInt());
    assertEquals(end, get("/responses/" + end.path("id").asText()));
  }

  @Test
  void replaysAStreamAfterASequenceNumber() throws Exception {
    String id = ask("{'model':'m','input':'capital of France'}").path("id").asText();
    HttpResponse<String> whole = send(request("/responses/" + id + "?stream=true").GET().build());
    HttpResponse<String> rest =
        send(request("/responses/" + id + "?stream=true&starting_after=5").GET().build());
    assertEquals(6, events(rest.body()).getFirst().path("sequence_number").asInt());
    assertTrue(whole.body().endsWith(rest.body()));
  }

  @Test
  void listsInputItemsPageByPage() throws Exception {
    JsonNode made =
        ask(
            "{'model':'m','input':[{'role':'user','content':'one'},"
                + "{'role':'assistant','content':'two'},{'role':'user','content':'three'}]}");
    String items = "/responses/" + made.path("id").asText() + "/input_items";
    JsonNode page = get(items + "?limit=2");
    assertEquals("three", page.at("/data/0/content/0/text").asText());
    assertEquals("output_text", page.at("/data/1/content/0/type").asText());
    assertTrue(page.path("has_more").asBoolean());
    JsonNode rest = get(items + "?limit=2&after=" + page.path("last_id").asText());
    assertEquals("one", rest.at("/data/0/content/0/text").asText());
    assertFalse(rest.path("has_more").asBoolean());
    assertEquals("one", get(items + "?order=asc").at("/data/0/content/0/text").asText());
  }

  @Test
  void cutsTheAnswerAtTheLimit() throws Exception {
    JsonNode cut = ask("{'model':'m','input':'Hello','max_output_tokens':16}");
    assertEquals("incomplete", cut.path("status").asText());
    assertEquals("max_output_tokens", cut.at("/incomplete_details/reason").asText());
    assertEquals(16, cut.at("/usage/output_tokens").asInt());
    assertEquals(64, said(cut).length());
    HttpResponse<String> streamed =
        post("/responses", "{'model':'m','input':'Hello','max_output_tokens':16,'stream':true}");
    assertEquals("response.incomplete", events(streamed.body()).getLast().path("type").asText());
  }

  @Test
  void answersAsTheSchemaDemands() throws Exception {
    JsonNode made =
        ask(
            "{'model':'m','input':'capital of France','text':{'format':{'type':'json_schema',"
                + "'name':'n','schema':{'type':'object','properties':{'city':{'type':'string'},"
                + "'people':{'type':'integer'},'kind':{'$ref':'#/$defs/kind'}},"
                + "'$defs':{'kind':{'enum':['big','small']}}}}}}");
    assertEquals(
        "{'city':'The capital of France is Paris.','people':0,'kind':'big'}",
        said(made).replace('"', '\''));
  }

  @Test
  void countsAndCompactsInput() throws Exception {
    JsonNode count =
        JSON.readTree(post("/responses/input_tokens", "{'model':'m','input':'12345'}").body());
    assertEquals("response.input_tokens", count.path("object").asText());
    assertEquals(2, count.path("input_tokens").asInt());
    JsonNode compacted =
        JSON.readTree(post("/responses/compact", "{'model':'m','input':'12345'}").body());
    assertEquals("response.compaction", compacted.path("object").asText());
    assertEquals("compaction", compacted.at("/output/0/type").asText());
    assertEquals(2, compacted.at("/usage/input_tokens").asInt());
  }
}
