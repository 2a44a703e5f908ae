package dev.keyporter.proxy.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.testing.Codings;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoErrorsTest extends DemoProviderFixture {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'input':'x'} | 400 | model | missing_required_parameter",
        "{'model':'m'} | 400 | input | missing_required_parameter",
        "{'model':1,'input':'x'} | 400 | model | invalid_type",
        "{'model':'m','input':3} | 400 | input | invalid_type",
        "{'model':'m','input':'x','temperature':3} | 400 | temperature | decimal_out_of_range",
        "{'model':'m','input':'x','max_output_tokens':2} | 400 | max_output_tokens"
            + " | integer_below_min_value",
        "{'model':'m','input':'x','previous_response_id':'resp_no'} | 400"
            + " | previous_response_id | previous_response_not_found",
        "[] | 400 | null | invalid_json",
        "{'model':'m','input':'error:401'} | 401 | null | invalid_api_key",
        "{'model':'m','input':'error:403'} | 403 | null | unsupported_country_region_territory",
        "{'model':'m','input':'error:429'} | 429 | null | rate_limit_exceeded",
        "{'model':'m','input':'error:500'} | 500 | null | server_error",
        "{'model':'m','stream':true,'input':'error:503'} | 503 | null | server_is_overloaded",
        "{'model':'m','input':'error:418'} | 418 | null | null"
      })
  void refusesInOpenAisShape(String body, int status, String param, String code) throws Exception {
    HttpResponse<String> answer = post("/responses", body);
    JsonNode error = JSON.readTree(answer.body()).path("error");
    assertEquals(status, answer.statusCode());
    assertEquals(param, error.path("param").asText());
    assertEquals(code, error.path("code").asText());
    assertFalse(error.path("type").asText().isEmpty());
    assertFalse(error.path("message").asText().isEmpty());
    assertTrue(answer.headers().firstValue("x-request-id").orElseThrow().startsWith("req_"));
    assertTrue(answer.headers().firstValue("openai-processing-ms").isPresent());
    assertEquals(
        status == 429 || status == 503, answer.headers().firstValue("Retry-After").isPresent());
  }

  @Test
  void takesTextsOfAnyLengthAndHoldsTheirBeginning() throws Exception {
    String picture = "A".repeat(30 << 20);
    HttpResponse<String> answer =
        post(
            "/responses",
            "{'model':'m','input':[{'role':'user','content':[{'type':'input_text','text':'Hello'},"
                + "{'type':'input_image','image_url':'"
                + picture
                + "'}]}]}");
    assertEquals(200, answer.statusCode(), answer::body);
    assertTrue(said(JSON.readTree(answer.body())).contains("Hello"), answer::body);
  }

  @Test
  void refusesWhatIsLargeBesideItsTexts() throws Exception {
    HttpResponse<String> answer =
        post("/responses", "{'model':'m','input':[" + "1,".repeat(5 << 20) + "1]}");
    assertEquals(413, answer.statusCode(), answer::body);
    assertTrue(answer.body().contains("8 MiB"), answer::body);
  }

  @ParameterizedTest
  @CsvSource({"br", "compress", "'gzip, br'"})
  void saysWhichContentCodingsItReads(String coding) throws Exception {
    HttpResponse<String> answer = postCoded(coding, new byte[] {1, 2, 3});
    assertEquals(415, answer.statusCode(), answer::body);
    assertTrue(answer.body().contains("gzip, deflate or zstd"), answer::body);
  }

  @ParameterizedTest
  @CsvSource({"gzip", "deflate", "zstd", "'gzip, zstd'"})
  void saysThatABodyIsNotWhatItsCodingSays(String coding) throws Exception {
    HttpResponse<String> answer = postCoded(coding, "{\"model\":\"m\"}".getBytes(UTF_8));
    assertEquals(400, answer.statusCode(), answer::body);
    assertTrue(answer.body().contains("\"invalid_content_encoding\""), answer::body);
    assertTrue(answer.body().contains("Content-Encoding"), answer::body);
  }

  @ParameterizedTest
  @CsvSource({"identity", "gzip", "deflate", "zstd", "'deflate, gzip'"})
  void readsBodiesInTheCodingsThatTheProxyReads(String coding) throws Exception {
    byte[] body = "{\"model\":\"m\",\"input\":\"Hello\"}".getBytes(UTF_8);
    HttpResponse<String> answer = postCoded(coding, Codings.coded(coding, body));
    assertEquals(200, answer.statusCode(), answer::body);
    assertTrue(said(JSON.readTree(answer.body())).contains("Hello"), answer::body);
    byte[] half = Arrays.copyOf(Codings.coded(coding, body), body.length / 2);
    assertEquals(400, postCoded(coding, half).statusCode());
  }

  private HttpResponse<String> postCoded(String coding, byte[] body) throws Exception {
    return send(
        request("/responses")
            .header("Content-Encoding", coding)
            .POST(BodyPublishers.ofByteArray(body))
            .build());
  }

  @Test
  void sendsAwayWhatHasNoRoomInTheMemoryForBodies() throws Exception {
    try (BodyMemory.Share others = memory.share()) {
      others.become(1L << 40);
      HttpResponse<String> answer = post("/responses", "{'model':'m','input':'x'}");
      assertEquals(503, answer.statusCode(), answer::body);
      assertEquals("2", answer.headers().firstValue("Retry-After").orElseThrow());
    }
    assertEquals(200, post("/responses", "{'model':'m','input':'x'}").statusCode());
    assertEquals(0, memory.held());
  }

  @Test
  void takesItsOwnKeyOnly() throws Exception {
    URI models = URI.create("http://127.0.0.1:" + provider.port() + "/v1/models");
    HttpResponse<String> none = send(HttpRequest.newBuilder(models).build());
    HttpResponse<String> other =
        send(HttpRequest.newBuilder(models).header("Authorization", "Bearer sk-other").build());
    assertEquals(401, none.statusCode());
    assertEquals(401, other.statusCode());
    assertFalse(other.body().contains("sk-other"));
    assertEquals("invalid_api_key", JSON.readTree(other.body()).at("/error/code").asText());
    assertEquals(404, status("/nothing"));
  }

  @Test
  void breaksOffHalfway() {
    for (String body :
        List.of(
            "{'model':'m','input':'error:drop'}",
            "{'model':'m','input':'error:drop','stream':true}")) {
      assertThrows(IOException.class, () -> post("/responses", body));
    }
    String chat = "{'model':'m','messages':[{'role':'user','content':'error:drop'}]%s}";
    assertThrows(IOException.class, () -> post("/chat/completions", chat.formatted("")));
    assertThrows(
        IOException.class, () -> post("/chat/completions", chat.formatted(",'stream':true")));
  }

  @Test
  void failsInsideTheStream() throws Exception {
    String body = "{'model':'m','stream':true,'input':'%s'}";
    JsonNode failed = events(post("/responses", body.formatted("error:failed")).body()).getLast();
    assertEquals("response.failed", failed.path("type").asText());
    assertEquals("server_error", failed.at("/response/error/code").asText());
    String events = post("/responses", body.formatted("error:event")).body();
    assertEquals("error", events(events).getLast().path("type").asText());
    assertTrue(events.contains("event: error\ndata: "));
    String chat =
        post(
                "/chat/completions",
                "{'model':'m','stream':true,'messages':[{'role':'user','content':'error:event'}]}")
            .body();
    assertTrue(events(chat).getLast().has("error"));
    assertFalse(chat.contains("[DONE]"));
  }

  @Test
  void staysSilentUntilItIsClosed() throws Exception {
    var answer =
        client.sendAsync(
            request("/responses").POST(body("{'model':'m','input':'error:timeout'}")).build(),
            BodyHandlers.ofString());
    assertEquals(200, status("/models"));
    assertFalse(answer.isDone());
    provider.close();
    var broken = assertThrows(ExecutionException.class, () -> answer.get(20, TimeUnit.SECONDS));
    assertInstanceOf(IOException.class, broken.getCause());
  }

  @Test
  void endsTheSilenceWhenTheClientLeaves() throws Exception {
    String body = "{\"model\":\"m\",\"input\":\"error:timeout\"}";
    try (var socket = new Socket("127.0.0.1", provider.port())) {
      socket.setSoTimeout(20_000);
      String request =
          "POST /v1/responses HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
              + DemoProvider.KEY
              + "\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n"
              + body;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      assertEquals(-1, socket.getInputStream().read());
    }
  }
}
