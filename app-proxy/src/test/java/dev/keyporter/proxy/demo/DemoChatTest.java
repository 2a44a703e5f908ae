package dev.keyporter.proxy.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class DemoChatTest extends DemoProviderFixture {
  @Test
  void streamsChatWithUsageOnlyWhenAsked() throws Exception {
    String chat =
        "{'model':'m','stream':true,%s'n':2,"
            + "'messages':[{'role':'user','content':'capital of France'}]}";
    String plain = post("/chat/completions", chat.formatted("")).body();
    assertTrue(plain.endsWith("data: [DONE]\n\n"));
    assertFalse(plain.contains("\"usage\""));
    String counted =
        post("/chat/completions", chat.formatted("'stream_options':{'include_usage':true},"))
            .body();
    JsonNode usage = events(counted).getLast();
    assertTrue(usage.path("choices").isEmpty());
    assertEquals(16, usage.at("/usage/completion_tokens").asInt());
    assertEquals("stop", events(plain).getLast().at("/choices/0/finish_reason").asText());
  }
}
