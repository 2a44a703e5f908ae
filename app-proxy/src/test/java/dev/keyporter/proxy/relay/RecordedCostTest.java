package dev.keyporter.proxy.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.CostReason;
import dev.keyporter.model.cost.Usd;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.proxy.testing.ProxyFixture;
import dev.keyporter.proxy.testing.Script;
import dev.keyporter.proxy.testing.ScriptedProvider;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers of all shapes are said to cost, from the wire to the record. */
@TestInstance(Lifecycle.PER_CLASS)
class RecordedCostTest {
  private static final String USAGE =
      "{'input_tokens':10,'input_tokens_details':{'cached_tokens':4},'output_tokens':5,"
          + "'output_tokens_details':{'reasoning_tokens':2},'total_tokens':15}";
  private static final String CHAT_USAGE =
      "{'prompt_tokens':10,'completion_tokens':5,'total_tokens':15}";

  private final HttpClient client = HttpClient.newHttpClient();
  private ScriptedProvider provider;
  private ProxyFixture proxy;

  @BeforeAll
  void start(@TempDir Path directory) {
    provider = ScriptedProvider.start();
    proxy = ProxyFixture.start(directory);
    proxy.openaiKey(provider.baseUrl());
  }

  @AfterAll
  void stop() {
    proxy.close();
    provider.close();
  }

  /** Items of an output, and what is said of an answer with them. */
  static Stream<Arguments> items() {
    return Stream.of(
        Arguments.of("", "exact"),
        Arguments.of(
            "{'type':'message','content':[{'type':'output_text','text':'web_search_call'}]}",
            "exact"),
        Arguments.of("{'id':'rs','type':'reasoning','summary':[]}", "exact"),
        Arguments.of(
            "{'type':'function_call','arguments':'{\\'type\\':\\'web_search_call\\'}'}", "exact"),
        Arguments.of(
            "{'type':'custom_tool_call','input':'x'},{'type':'apply_patch_call'},{'type':'local_shell_call'}",
            "exact"),
        Arguments.of("{'type':'mcp_list_tools','tools':[{'type':'web_search_call'}]}", "exact"),
        Arguments.of("{'type':'shell_call','environment':{'type':'local'}}", "exact"),
        Arguments.of("{'type':'shell_call','environment':null}", "exact"),
        Arguments.of(
            "{'id':'ws','type':'web_search_call','status':'completed','action':{'type':'search'}}",
            "exact"),
        Arguments.of(
            "{'status':'failed','action':{'type':'open_page'},'type':'web_search_call'}",
            "estimated web_search"),
        Arguments.of(
            "{'type':'web_search_call'},{'type':'web_search_call'},{'type':'message'}", "exact"),
        Arguments.of("{'type':'file_search_call','results':null}", "exact"),
        Arguments.of(
            "{'type':'code_interpreter_call','container_id':'c','outputs':[]}",
            "estimated code_interpreter"),
        Arguments.of(
            "{'type':'image_generation_call','result':'AAAA'}", "estimated image_generation"),
        Arguments.of("{'type':'computer_call'}", "estimated computer_use"),
        Arguments.of("{'type':'mcp_call','server_label':'s'}", "estimated mcp"),
        Arguments.of(
            "{'type':'shell_call','environment':{'type':'container_reference','container_id':'c'}}",
            "estimated hosted_shell"),
        Arguments.of("{'type':'shell_call_output'}", "estimated hosted_shell"),
        Arguments.of("{'type':'program'}", "estimated other_tool"),
        Arguments.of("{'id':'x','action':{'type':'search'}}", "estimated other_tool"),
        Arguments.of("{'id':'x','type':null}", "estimated other_tool"),
        Arguments.of("{'id':'x','type':7}", "estimated other_tool"),
        Arguments.of("'web_search_call'", "estimated other_tool"),
        Arguments.of("{'type':'video_generation_call'}", "estimated other_tool"),
        Arguments.of("{'type':'file_search_call'},{'type':'web_search_call'}", "exact"));
  }

  @ParameterizedTest
  @MethodSource("items")
  void whatCostsMoneyBesideTheTokensIsSaid(String items, String expected) throws Exception {
    String response = response(items, "'usage':" + USAGE);
    provider.answer(Script.json(200, response));
    assertEquals(expected, cost("/v1/responses", "{'model':'gpt-5.4','input':'Hi'}"));
    provider.answer(Script.json(200, response("", "'output':[" + items + "],'usage':" + USAGE)));
    assertEquals(expected, cost("/v1/responses/compact", "{'model':'gpt-5.4','input':'Hi'}"));
    assertEquals(expected, streamed(event("response.completed", "'response':" + response)));
  }

  @ParameterizedTest
  @MethodSource("items")
  void itemsOfAStreamAreSaidThoughItsEndIsWithoutThem(String items, String expected)
      throws Exception {
    if (items.contains("environment")) {
      return; // Where a shell runs is only read at the end.
    }
    var events = new StringBuilder();
    for (String item : items.isEmpty() ? new String[0] : items.split("(?<=}),(?=\\{)")) {
      events.append(event("response.output_item.added", "'output_index':0,'item':" + item));
    }
    String end = event("response.completed", "'response':" + response("", "'usage':" + USAGE));
    assertEquals(expected, streamed(events + end));
    assertEquals(expected, streamed(events.toString().replace("item.added", "item.done") + end));
    // Broken off: there may be a cost, and what is known of it stays.
    String unknown = expected.replaceAll("^(exact|estimated) ?", "");
    for (String search : new String[] {"file_search", "web_search"}) {
      // Without the tokens, what has a fee is missing from the cost as well.
      if (isItem(items, search + "_call") && !unknown.contains(search)) {
        unknown = (search + " " + unknown).strip();
      }
    }
    provider.answer(Script.sse().chunk(json(CREATED + events)).close());
    assertEquals(
        ("unknown " + unknown).strip() + " no_usage",
        cost("/v1/responses", "{'model':'gpt-5.4','input':'Hi','stream':true}"));
  }

  private static boolean isItem(String items, String type) {
    return items.startsWith("{'type':'" + type)
        || items.contains(",{'type':'" + type)
        || items.startsWith("{'id':'ws','type':'" + type);
  }

  @Test
  void searchesAreCountedAndPaidByTheCall() throws Exception {
    String search = "{'type':'web_search_call','status':'completed','action':{'type':'search'}}";
    List<String> list = List.of(search, search, search, search, "{'type':'file_search_call'}");
    String items = String.join(",", list);
    String response =
        response(items, "'usage':" + USAGE + ",'tool_usage':{'web_search':{'num_requests':4}}");
    provider.answer(Script.json(200, response(items, "'usage':" + USAGE)));
    assertEquals("exact", cost("/v1/responses", "{'model':'gpt-5.4','input':'Hi'}"));
    BigDecimal once = amount.amount();
    // Shown when they begin, when they are done, and in the whole answer: counted once.
    var events = new StringBuilder();
    for (String item : list) {
      events.append(event("response.output_item.added", "'output_index':0,'item':" + item));
      events.append(event("response.output_item.done", "'output_index':0,'item':" + item));
    }
    assertEquals("exact", streamed(events + event("response.completed", "'response':" + response)));
    assertEquals(once, amount.amount());
    provider.answer(Script.json(200, response("", "'usage':" + USAGE)));
    cost("/v1/responses", "{'model':'gpt-5.4','input':'Hi'}");
    assertEquals(new BigDecimal("0.0425"), once.subtract(amount.amount()).stripTrailingZeros());
  }

  /** Members beside the output of a response, and what is said of it. */
  static Stream<Arguments> members() {
    return Stream.of(
        Arguments.of(
            "'usage':"
                + USAGE
                + ",'tool_usage':{'image_gen':{'input_tokens':0,'output_tokens':0,'output_tokens_details':{'image_tokens':0}},'web_search':{'num_requests':0}}",
            "exact"),
        Arguments.of(
            "'usage':"
                + USAGE
                + ",'tool_usage':null,'tools':[{'type':'web_search'},{'type':'code_interpreter'}]",
            "exact"),
        Arguments.of(
            "'usage':"
                + USAGE
                + ",'tool_usage':{'image_gen':{'input_tokens':20,'output_tokens':30,'output_tokens_details':{'image_tokens':30,'text_tokens':0}}}",
            "estimated image_generation"),
        Arguments.of(
            "'tool_usage':{'web_search':{'num_requests':1}},'usage':" + USAGE,
            "estimated web_search"),
        Arguments.of(
            "'tool_usage':{'new_tool':{'a':[{'n':2}]}},'usage':" + USAGE, "estimated other_tool"),
        Arguments.of("'usage':" + USAGE + ",'output':null", "exact"),
        Arguments.of(
            "'usage':" + USAGE + ",'output':{'type':'web_search_call'}", "estimated other_tool"),
        Arguments.of(
            "'usage':{'input_tokens':10,'output_tokens':5,'a_tokens':0,'b_tokens':null}", "exact"),
        Arguments.of("'usage':null", "unknown no_usage"),
        Arguments.of("'usage':{}", "unknown impossible_counts"),
        Arguments.of("'usage':{'type':'duration','seconds':3}", "unknown no_usage"),
        Arguments.of(
            "'usage':{'input_tokens':-10,'output_tokens':5,'total_tokens':-5}",
            "unknown impossible_counts"),
        Arguments.of(
            "'usage':{'input_tokens':10,'output_tokens':1.5}", "unknown impossible_counts"),
        Arguments.of(
            "'usage':{'input_tokens':1000000001,'output_tokens':1}", "unknown impossible_counts"),
        Arguments.of(
            "'usage':{'input_tokens':99999999999999999999,'output_tokens':1}",
            "unknown impossible_counts"),
        Arguments.of(
            "'usage':{'input_tokens':10,'output_tokens':5,'input_tokens_details':{'cached_tokens':11}}",
            "unknown cache_over_input"),
        Arguments.of(
            "'usage':{'input_tokens':10,'output_tokens':5,'input_tokens_details':{'cached_tokens':6,'cache_write_tokens':5}}",
            "unknown cache_over_input"),
        Arguments.of(
            "'usage':{'input_tokens':10,'output_tokens':5,'total_tokens':16}",
            "estimated total_mismatch"),
        Arguments.of(
            "'usage':{'input_tokens':10,'output_tokens':5,'total_tokens':0}",
            "estimated total_mismatch"),
        Arguments.of("'usage':{'input_tokens':10,'total_tokens':15}", "estimated total_mismatch"),
        Arguments.of("'usage':{'input_tokens':10,'output_tokens':5}", "exact"),
        Arguments.of(
            "'usage':{'input_tokens':10,'output_tokens':5,'output_tokens_details':{'reasoning_tokens':6}}",
            "estimated reasoning_over_output"),
        Arguments.of(
            "'usage':{'input_tokens':10,'output_tokens':5,'input_tokens_details':{'audio_tokens':3}}",
            "estimated audio_tokens"),
        Arguments.of(
            "'usage':{'input_tokens':10,'output_tokens':5,'output_tokens_details':{'image_tokens':3}}",
            "estimated image_tokens"),
        Arguments.of(
            "'usage':{'input_tokens':10,'output_tokens':5,'input_tokens_details':{'video_tokens':3}}",
            "estimated other_tokens"),
        Arguments.of(
            "'usage':{'input_tokens':10,'output_tokens':5,'cache_creation_input_tokens':3}",
            "estimated other_tokens"),
        Arguments.of(
            "'usage':{'input_tokens':10,'output_tokens':5,'input_tokens_details':{'text_tokens':11}}",
            "estimated part_over_whole"),
        Arguments.of(
            "'usage':{'input_tokens':10,'input_tokens':12,'output_tokens':5}",
            "estimated usage_twice"),
        Arguments.of(
            "'usage':{'input_tokens':10,'prompt_tokens':12,'output_tokens':5}",
            "estimated usage_twice"),
        Arguments.of(
            "'usage':{'input_tokens':10,'output_tokens':5},'usage':{'input_tokens':20,'output_tokens':5}",
            "estimated usage_twice"),
        Arguments.of(
            "'usage':{'input_tokens':10,'output_tokens':5},'usage':{'input_tokens':10,'output_tokens':5}",
            "exact"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.5", "3.0", "99999999999999999999", "'3'", "true", "{'n':3}"})
  void tokensOfAnUnknownKindAreSaidHoweverTheyAreWritten(String count) throws Exception {
    String kind = "'video_tokens':" + count;
    for (String more : new String[] {kind, "'input_tokens_details':{" + kind + "}"}) {
      countsThatDoNotFitTogetherAreSaid(
          "'usage':{'input_tokens':10,'output_tokens':5," + more + "}", "estimated other_tokens");
    }
  }

  @ParameterizedTest
  @MethodSource("members")
  void countsThatDoNotFitTogetherAreSaid(String members, String expected) throws Exception {
    provider.answer(Script.json(200, response("", members)));
    assertEquals(expected, cost("/v1/responses", "{'model':'gpt-5.4','input':'Hi'}"));
    for (String end : new String[] {"completed", "incomplete", "failed"}) {
      assertEquals(
          expected, streamed(event("response." + end, "'response':" + response("", members))));
    }
  }

  /** A chat request's members, its answer's members, and what is said of it. */
  static Stream<Arguments> chats() {
    return Stream.of(
        Arguments.of("", "'service_tier':'default','usage':" + CHAT_USAGE, "exact"),
        Arguments.of("", "'usage':" + CHAT_USAGE, "exact"),
        Arguments.of(
            "'service_tier':'flex'", "'usage':" + CHAT_USAGE, "estimated tier_not_answered"),
        Arguments.of("'service_tier':null", "'usage':" + CHAT_USAGE, "exact"),
        Arguments.of(
            "'service_tier':'auto'", "'usage':" + CHAT_USAGE, "estimated tier_not_answered"),
        Arguments.of(
            "'service_tier':'flex'", "'service_tier':'flex','usage':" + CHAT_USAGE, "exact"),
        Arguments.of("'web_search_options':{}", "'usage':" + CHAT_USAGE, "estimated web_search"),
        Arguments.of("'web_search_options':null", "'usage':" + CHAT_USAGE, "exact"),
        Arguments.of(
            "",
            "'usage':{'prompt_tokens':10,'completion_tokens':5,'total_tokens':15,'completion_tokens_details':{'accepted_prediction_tokens':1,'rejected_prediction_tokens':2,'audio_tokens':0,'reasoning_tokens':1},'prompt_tokens_details':{'audio_tokens':0,'cached_tokens':2,'image_tokens':0}}",
            "exact"),
        Arguments.of(
            "",
            "'usage':{'prompt_tokens':10,'completion_tokens':5,'total_tokens':15,'completion_tokens_details':{'rejected_prediction_tokens':6}}",
            "estimated part_over_whole"),
        Arguments.of(
            "",
            "'usage':{'prompt_tokens':10,'completion_tokens':5,'completion_tokens_details':{'audio_tokens':2},'prompt_tokens_details':{'audio_tokens':3}}",
            "estimated audio_tokens"),
        Arguments.of(
            "",
            "'usage':{'prompt_tokens':10,'completion_tokens':5,'prompt_tokens_details':{'image_tokens':3}}",
            "estimated image_tokens"),
        Arguments.of(
            "",
            "'usage':{'prompt_tokens':10,'completion_tokens':5,'total_tokens':16}",
            "estimated total_mismatch"));
  }

  @ParameterizedTest
  @MethodSource("chats")
  void chatCompletionsAreJudgedAlike(String asked, String members, String expected)
      throws Exception {
    String request =
        "{'model':'gpt-5.4','messages':[]" + (asked.isEmpty() ? "" : "," + asked) + "%s}";
    String head = "'id':'chatcmpl-1','model':'gpt-5.4',";
    provider.answer(
        Script.json(
            200,
            json(
                "{"
                    + head
                    + "'choices':[{'message':{'content':'Hi','annotations':[]}}],"
                    + members
                    + "}")));
    assertEquals(expected, cost("/v1/chat/completions", request.formatted("")));
    provider.answer(
        Script.sse()
            .chunk(
                json(
                    "data: {"
                        + head
                        + "'choices':[{'delta':{'content':'Hi','annotations':[ ]}}]}\n\n"))
            .chunk(json("data: {" + head + "'choices':[]," + members + "}\n\ndata: [DONE]\n\n"))
            .lastChunk());
    assertEquals(expected, cost("/v1/chat/completions", request.formatted(",'stream':true")));
  }

  @ParameterizedTest
  @MethodSource("annotated")
  void aChatThatSearchedTheWebSaysSo(Script answer, String stream) throws Exception {
    provider.answer(answer);
    assertEquals(
        "estimated web_search",
        cost("/v1/chat/completions", "{'model':'gpt-5.4','messages':[]" + stream + "}"));
  }

  static Stream<Arguments> annotated() {
    String head = "'id':'chatcmpl-1','model':'gpt-5.4',";
    String cited = "'content':'Hi','annotations':[{'type':'url_citation'}]";
    return Stream.of(
        Arguments.of(
            Script.json(
                200,
                json(
                    "{"
                        + head
                        + "'choices':[{'message':{"
                        + cited
                        + "}}],'usage':"
                        + CHAT_USAGE
                        + "}")),
            ""),
        Arguments.of(
            Script.sse()
                .chunk(json("data: {" + head + "'choices':[{'delta':{" + cited + "}}]}\n\n"))
                .chunk(
                    json(
                        "data: {"
                            + head
                            + "'choices':[],'usage':"
                            + CHAT_USAGE
                            + "}\n\ndata: [DONE]\n\n"))
                .lastChunk(),
            ",'stream':true"));
  }

  @ParameterizedTest
  @MethodSource("embeddings")
  void embeddingsAreJudgedAlike(String answer, String expected) throws Exception {
    provider.answer(Script.json(200, json(answer)));
    assertEquals(
        expected, cost("/v1/embeddings", "{'model':'text-embedding-3-small','input':'Hi'}"));
  }

  static Stream<Arguments> embeddings() {
    String model = "{'data':[],'model':'text-embedding-3-small','usage':";
    return Stream.of(
        Arguments.of(model + "{'prompt_tokens':8,'total_tokens':8}}", "exact"),
        Arguments.of(model + "{'prompt_tokens':8,'total_tokens':9}}", "estimated total_mismatch"),
        Arguments.of(model + "{'prompt_tokens':8,'total_tokens':7}}", "unknown impossible_counts"),
        Arguments.of(
            "{'data':[],'usage':{'prompt_tokens':8,'total_tokens':8}}",
            "estimated model_not_answered"));
  }

  private static final String CREATED =
      event(
          "response.created", "'response':{'id':'resp_1','model':'gpt-5.4','service_tier':'auto'}");

  private static String event(String type, String members) {
    return "event: " + type + "\ndata: {'type':'" + type + "'," + members + "}\n\n";
  }

  private static String response(String items, String members) {
    return json(
        "{'id':'resp_1','model':'gpt-5.4','service_tier':'default','output':["
            + items
            + "],"
            + members
            + "}");
  }

  private String streamed(String events) throws Exception {
    provider.answer(Script.sse().chunk(json(CREATED + events)).lastChunk());
    return cost("/v1/responses", "{'model':'gpt-5.4','input':'Hi','stream':true}");
  }

  /** What the last request cost. */
  private Usd amount = Usd.ZERO;

  private String cost(String path, String body) throws Exception {
    try {
      client.send(proxy.post(path, json(body)).build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      // The stream broke off, as some do here.
    }
    RequestSummary row = proxy.finished();
    Cost cost = row.cost();
    amount = cost.amount() == null ? Usd.ZERO : cost.amount();
    return (cost.certainty().label()
            + " "
            + String.join(" ", cost.reasons().stream().map(CostReason::label).toList()))
        .strip();
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
