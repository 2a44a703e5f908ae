package dev.keyporter.proxy.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedCallTest {
  private static RecordedCall read(String body) {
    return RecordedCall.read(body.getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }

  @Test
  void whatWasRecordedCanBeSentAgainAsItWas() {
    String body =
        "{\"model\":\"gpt-4o\",\"instructions\":\"Be brief.\",\"previous_response_id\":\"resp_1\","
            + "\"input\":\"Hi\",\"reasoning\":{\"effort\":\"low\",\"summary\":\"auto\"},"
            + "\"max_output_tokens\":300,\"temperature\":0.70,\"stream\":true,\"store\":true}";
    RecordedCall call = read(body);
    var again = new CallBody(call.parameters(), call.before(), call.question());
    assertEquals(Json.read(body), Json.read(again.text()));
  }

  @Test
  void aListOfInputBecomesAConversationWhoseLastQuestionIsOpen() {
    RecordedCall call =
        read(
            "{\"model\":\"m\",\"input\":[{\"role\":\"developer\",\"content\":\"Be kind.\"},"
                + "{\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"One\"}]},"
                + "{\"role\":\"assistant\",\"content\":\"Two\"},{\"type\":\"reasoning\"},"
                + "{\"role\":\"user\",\"content\":\"Three\"}]}");
    assertEquals("Be kind.", call.parameters().instructions());
    assertEquals(
        List.of(new Message("user", "One"), new Message("assistant", "Two")),
        call.before().messages());
    assertEquals("Three", call.question());
  }

  @Test
  void chatCompletionsAreReadAlike() {
    RecordedCall call =
        read(
            "{\"model\":\"m\",\"max_tokens\":5,\"messages\":[{\"role\":\"system\",\"content\":"
                + "\"Be kind.\"},{\"role\":\"user\",\"content\":\"Hi\"}],"
                + "\"stream_options\":{\"include_usage\":true}}");
    assertEquals(5L, call.parameters().maxOutputTokens());
    assertEquals("Be kind.", call.parameters().instructions());
    assertEquals("Hi", call.question());
    assertEquals("", call.parameters().more().text());
  }

  @Test
  void whatAsksNothingIsNoCall() {
    for (String body : List.of("", "[]", "{\"rating\":1}", "{\"model\"")) {
      assertTrue(RecordedCall.read(body.getBytes(StandardCharsets.UTF_8)).isEmpty(), body);
    }
  }
}
