package dev.keyporter.proxy.transcript;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.proxy.transcript.Part.Attachment.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class TranscriptTest {
  private static final String JSON = "Content-Type: application/json";

  private static Transcript read(String request, String responseType, String response) {
    return read(JSON, request.getBytes(UTF_8), responseType, response);
  }

  private static Transcript read(
      String headers, byte[] request, String responseType, String response) {
    return Transcript.of(
        new Exchange(
            new RequestId(1),
            new OrganizationId(new UUID(0, 1)),
            headers,
            request,
            "content-type: " + responseType + "; charset=utf-8",
            response.getBytes(UTF_8),
            null,
            null,
            null));
  }

  private static Turn said(String role, String text) {
    return new Turn(role, List.of(new Part.Text(text)));
  }

  private static final List<Turn> ASKED_OF_CLAUDE =
      List.of(
          said("system", "Be brief."),
          said("user", "Look."),
          new Turn(
              "assistant",
              List.of(
                  new Part.Reasoning("Hm."),
                  new Part.Text("I look."),
                  new Part.ToolCall("Bash", "{\"command\":\"ls\"}"))),
          new Turn("tool", List.of(new Part.ToolResult("t1", "total 0\nend"))),
          new Turn(
              "user",
              List.of(
                  new Part.Attachment(Kind.IMAGE, "image/png", 6L), new Part.Text("And now?"))));

  private static final String TO_CLAUDE =
      """
      {"system": [{"type": "text", "text": "Be brief."}], "messages": [
        {"role": "user", "content": "Look."},
        {"role": "assistant", "content": [
          {"type": "thinking", "thinking": "Hm.", "signature": "x"},
          {"type": "text", "text": "I look."},
          {"type": "tool_use", "id": "t1", "name": "Bash", "input": {"command": "ls"}}]},
        {"role": "user", "content": [
          {"type": "tool_result", "tool_use_id": "t1", "content": [
            {"type": "text", "text": "total 0"}, {"type": "text", "text": "end"}]},
          {"type": "image", "source": {
            "type": "base64", "media_type": "image/png", "data": "AAAAAAAA"}},
          {"type": "text", "text": "And now?"}]}]}
      """;

  private static final List<Turn> ANSWER_OF_CLAUDE =
      List.of(
          new Turn(
              "assistant",
              List.of(
                  new Part.Reasoning("Let me see."),
                  new Part.Text("Done."),
                  new Part.ToolCall("Read", "{\"file_path\":\"/a\"}"))));

  @Test
  void readsAMessageOfAnthropics() {
    Transcript transcript =
        read(
            TO_CLAUDE,
            "application/json",
            """
            {"type": "message", "role": "assistant", "content": [
              {"type": "thinking", "thinking": "Let me see.", "signature": "x"},
              {"type": "text", "text": "Done."},
              {"type": "tool_use", "id": "t2", "name": "Read", "input": {"file_path": "/a"}}]}
            """);

    assertEquals(ASKED_OF_CLAUDE, transcript.prompt());
    assertEquals(ANSWER_OF_CLAUDE, transcript.answer());
  }

  @Test
  void joinsAStreamOfAnthropics() {
    Transcript transcript =
        read(
            TO_CLAUDE,
            "text/event-stream",
            """
            data: {"type":"message_start","message":{"role":"assistant","content":[]}}

            data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":""}}

            data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Let me"}}

            data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":" see."}}

            data: {"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}

            data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"Done."}}

            data: {"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"t2","name":"Read","input":{}}}

            data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\\"file_path\\":"}}

            data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"\\"/a\\"}"}}

            data: {"type":"message_stop"}

            """);

    assertEquals(ANSWER_OF_CLAUDE, transcript.answer());
  }

  @Test
  void readsTheItemsOfAResponse() {
    Transcript transcript =
        read(
            """
            {"instructions": "Be brief.", "previous_response_id": "resp_0", "input": [
              {"role": "user", "content": [
                {"type": "input_text", "text": "What is this?"},
                {"type": "input_image", "image_url": "data:image/png;base64,AAAAAAAA"},
                {"type": "input_file", "filename": "notes.pdf", "file_data": "data:x;base64,AAAA"}]},
              {"type": "function_call", "name": "look", "arguments": "{}", "call_id": "c1"},
              {"type": "function_call_output", "call_id": "c1", "output": "a cat"}]}
            """,
            "application/json",
            """
            {"output": [
              {"type": "reasoning", "summary": [{"type": "summary_text", "text": "A cat."}]},
              {"type": "message", "role": "assistant",
               "content": [{"type": "output_text", "text": "A cat."}]},
              {"type": "web_search_call", "status": "completed"}]}
            """);
    assertEquals("resp_0", transcript.follows());
    assertEquals(
        List.of(
            said("system", "Be brief."),
            new Turn(
                "user",
                List.of(
                    new Part.Text("What is this?"),
                    new Part.Attachment(Kind.IMAGE, "image/png", 6L),
                    new Part.Attachment(Kind.FILE, "notes.pdf", 3L))),
            new Turn("assistant", List.of(new Part.ToolCall("look", "{}"))),
            new Turn("tool", List.of(new Part.ToolResult("c1", "a cat")))),
        transcript.prompt());
    assertEquals(1, transcript.answer().size());
    assertEquals(
        List.of(
            new Part.Reasoning("A cat."),
            new Part.Text("A cat."),
            new Part.Other(
                "web_search_call", "{\"type\":\"web_search_call\",\"status\":\"completed\"}")),
        transcript.answer().getFirst().parts());
  }

  @Test
  void readsTheMessagesOfAChat() {
    Transcript transcript =
        read(
            """
            {"messages": [{"role": "system", "content": "Be brief."},
              {"role": "user", "content": [{"type": "text", "text": "Hi"},
                {"type": "image_url", "image_url": {"url": "https://example.com/cat.png"}}]}]}
            """,
            "application/json",
            """
            {"choices": [{"message": {"role": "assistant", "content": null, "tool_calls": [
              {"function": {"name": "look", "arguments": "{\\"at\\":1}"}}]}}]}
            """);
    assertEquals(said("system", "Be brief."), transcript.prompt().getFirst());
    assertEquals(
        new Part.Attachment(Kind.IMAGE, "https://example.com/cat.png", null),
        transcript.prompt().get(1).parts().get(1));
    assertEquals(
        List.of(new Turn("assistant", List.of(new Part.ToolCall("look", "{\"at\":1}")))),
        transcript.answer());
  }

  @Test
  void joinsStreamsAsFarAsTheyCame() {
    String events =
        """
        data: {"type":"response.output_item.added","output_index":0,"item":{"type":"message","role":"assistant","content":[]}}

        data: {"type":"response.output_text.delta","output_index":0,"content_index":0,"delta":"Hel"}

        data: {"type":"response.output_text.delta","output_index":0,"content_index":0,"delta":"lo"}

        """;
    assertEquals(
        List.of(said("assistant", "Hello")), read("{}", "text/event-stream", events).answer());
    String end =
        "data: {\"type\":\"response.completed\",\"response\":{\"output\":[{\"type\":\"message\","
            + "\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"text\":\"Hello!\"}]}"
            + "]}}\n\n";
    assertEquals(
        List.of(said("assistant", "Hello!")),
        read("{}", "text/event-stream", events + end).answer());
  }

  @Test
  void joinsChunksOfAChat() {
    String chunks =
        """
        data: {"choices":[{"index":0,"delta":{"role":"assistant","content":"Hel"}}]}

        data: {"choices":[{"index":0,"delta":{"content":"lo"}}]}

        data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"name":"look","arguments":"{"}}]}}]}

        data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"}"}}]}}]}

        data: [DONE]

        """;
    assertEquals(
        List.of(
            new Turn(
                "assistant", List.of(new Part.Text("Hello"), new Part.ToolCall("look", "{}")))),
        read("{}", "text/event-stream", chunks).answer());
  }

  @Test
  void countsVectors() {
    Transcript transcript =
        read(
            "{\"input\": [\"one\", \"two\"]}",
            "application/json",
            "{\"data\": [{\"embedding\": [1, 2, 3]}, {\"embedding\": [4, 5, 6]}]}");
    assertEquals(
        List.of(new Turn("user", List.of(new Part.Text("one"), new Part.Text("two")))),
        transcript.prompt());
    assertEquals(
        List.of(new Turn("assistant", List.of(new Part.Vectors(2, 3)))), transcript.answer());
  }

  @Test
  void readsEncodedBodiesAndSurvivesGarbage() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write("{\"input\":\"Hi\"}".getBytes(UTF_8));
    }
    assertEquals(
        List.of(said("user", "Hi")),
        read(JSON + "\nContent-Encoding: gzip", bytes.toByteArray(), "text/plain", "no").prompt());
    for (String garbage : List.of("", "[", "[1]", "{\"input\":[null,1,[]]}", "\0\0", "\"x\"")) {
      Transcript read = read(garbage, "application/json", garbage);
      assertTrue(read.prompt().isEmpty() && read.answer().isEmpty(), garbage);
    }
  }
}
