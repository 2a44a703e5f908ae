package dev.keyporter.proxy.endtoend;

import static java.util.stream.Collectors.joining;

import dev.keyporter.proxy.testing.ReceivedRequest;
import dev.keyporter.proxy.testing.Script;
import java.util.stream.IntStream;

/** One kind of request, and how a provider answers it. */
enum Ask {
  RESPONSE("/v1/responses", "\"input\":\"x\""),
  RESPONSE_STREAM("/v1/responses", "\"input\":\"x\",\"stream\":true"),
  CHAT("/v1/chat/completions", "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]"),
  CHAT_STREAM(
      "/v1/chat/completions",
      "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"stream\":true"),
  EMBEDDING("/v1/embeddings", "\"input\":\"x\""),
  /** Says again what the ones before said, and so shares a pack with them. */
  CONVERSATION("/v1/responses", "\"input\":[]");

  /** Names a request on its way to the provider, and its session in the record. */
  static final String TRACE = "X-Trace";

  /** A trace that begins so is answered with a stream's first event and no more. */
  static final String HELD = "held";

  /** A trace that begins so is not answered. */
  static final String SILENT = "silent";

  private static final String RESPONSES_TERMINAL = "event: response.completed\n";
  private static final String CHAT_TERMINAL = "data: [DONE]\n\n";
  private final String path;
  private final String members;

  Ask(String path, String members) {
    this.path = path;
    this.members = members;
  }

  String path() {
    return path;
  }

  /**
   * What is asked.
   *
   * @param number of the request: a conversation becomes longer
   */
  String body(int number) {
    String asked =
        this == CONVERSATION
            ? IntStream.range(0, 8 + number / values().length % 40)
                .mapToObj(Ask::message)
                .collect(joining(",", "\"input\":[", "]"))
            : members;
    return "{\"model\":\"gpt-4o-mini\"," + asked + "}";
  }

  private static String message(int number) {
    String text = ("Message " + number + " of a conversation. ").repeat(30);
    return "{\"role\":\"user\",\"content\":\"" + text + "\"}";
  }

  /** Whether a stream's terminal event is there to its end. */
  boolean isTerminated(String received) {
    return switch (this) {
      case RESPONSE_STREAM -> received.contains(RESPONSES_TERMINAL) && received.endsWith("\n\n");
      case CHAT_STREAM -> received.endsWith(CHAT_TERMINAL);
      case RESPONSE, CHAT, EMBEDDING, CONVERSATION -> false;
    };
  }

  /** What the provider answers. */
  static Script answer(ReceivedRequest request) {
    String trace = request.header(TRACE).orElseThrow();
    if (trace.startsWith(SILENT)) {
      return Script.empty().hang();
    }
    boolean isStream = request.text().contains("\"stream\":true");
    return switch (request.target()) {
      case "/v1/responses" ->
          isStream ? responseStream(trace) : Script.json(200, response(trace, "completed"));
      case "/v1/chat/completions" -> isStream ? chatStream(trace) : Script.json(200, chat(trace));
      case "/v1/embeddings" -> Script.json(200, embedding());
      default -> Script.json(404, "{\"error\":{\"message\":\"unexpected\"}}");
    };
  }

  private static Script responseStream(String trace) {
    Script begun =
        Script.sse()
            .chunk(
                "event: response.created\ndata: {\"type\":\"response.created\",\"response\":"
                    + response(trace, "in_progress")
                    + "}\n\n");
    if (trace.startsWith(HELD)) {
      return begun.hang();
    }
    for (int i = 0; i < 5; i++) {
      begun =
          begun.chunk(
              "event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\","
                  + "\"delta\":\"word \"}\n\n");
    }
    return begun
        .chunk(
            RESPONSES_TERMINAL
                + "data: {\"type\":\"response.completed\",\"response\":"
                + response(trace, "completed")
                + "}\n\n")
        .lastChunk();
  }

  private static String response(String trace, String status) {
    return "{\"id\":\"resp_"
        + trace
        + "\",\"object\":\"response\",\"status\":\""
        + status
        + "\",\"model\":\"gpt-4o-mini\",\"output\":[],\"usage\":{\"input_tokens\":3,"
        + "\"output_tokens\":2,\"total_tokens\":5}}";
  }

  private static Script chatStream(String trace) {
    Script script = Script.sse();
    for (int i = 0; i < 5; i++) {
      script =
          script.chunk(
              "data: {\"id\":\"chatcmpl-"
                  + trace
                  + "\",\"object\":\"chat.completion.chunk\",\"model\":\"gpt-4o-mini\","
                  + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word \"}}]}\n\n");
    }
    return script.chunk(CHAT_TERMINAL).lastChunk();
  }

  private static String chat(String trace) {
    return "{\"id\":\"chatcmpl-"
        + trace
        + "\",\"object\":\"chat.completion\",\"model\":\"gpt-4o-mini\",\"choices\":[],"
        + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}";
  }

  private static String embedding() {
    return "{\"object\":\"list\",\"model\":\"gpt-4o-mini\",\"data\":[],"
        + "\"usage\":{\"prompt_tokens\":3,\"total_tokens\":3}}";
  }
}
