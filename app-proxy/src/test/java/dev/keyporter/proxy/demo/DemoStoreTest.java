package dev.keyporter.proxy.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyporter.proxy.memory.BodyMemory;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoStoreTest extends DemoProviderFixture {
  @Test
  void remembersTheConversation() throws Exception {
    JsonNode first = ask("{'model':'m','input':'I am Ada.'}");
    JsonNode second =
        ask(
            "{'model':'m','input':'Who am I?','previous_response_id':'%s'}"
                .formatted(first.path("id").asText()));
    assertTrue(said(second).contains("I am Ada."), said(second));
    int before = first.path("usage").path("total_tokens").asInt();
    assertTrue(second.path("usage").path("input_tokens").asInt() > before);
  }

  @Test
  void sharesWhatItRemembersWithAnotherProcess() throws Exception {
    JsonNode made = ask("{'model':'m','input':'Hello'}");
    provider.close();
    provider = DemoProvider.start(store, BodyMemory.ofHeap(), CLOCK, Duration.ZERO);
    assertEquals(made, get("/responses/" + made.path("id").asText()));
  }

  @Test
  void forgetsWhatIsNotToBeStoredOrWasDeleted() throws Exception {
    JsonNode unstored = ask("{'model':'m','input':'Hello','store':false}");
    assertEquals(404, status("/responses/" + unstored.path("id").asText()));
    String stored = "/responses/" + ask("{'model':'m','input':'Hello'}").path("id").asText();
    assertEquals(200, status(stored));
    HttpResponse<String> deleted = send(request(stored).DELETE().build());
    assertTrue(JSON.readTree(deleted.body()).path("deleted").asBoolean());
    assertEquals(404, status(stored));
    assertEquals(404, send(request(stored).DELETE().build()).statusCode());
    assertEquals(404, status("/responses/..%2f..%2fetc"));
  }

  @Test
  void keepsAboutTheNewestThousand() throws Exception {
    String first = ask("{'model':'m','input':'Hello'}").path("id").asText();
    for (int i = 0; i < 1_000; i++) {
      Files.writeString(store.resolve("resp_%048x.json".formatted(i)), "{}");
    }
    for (int i = 0; i < 64; i++) {
      assertEquals(200, post("/responses", "{'model':'m','input':'Hello'}").statusCode());
    }
    try (Stream<Path> files = Files.list(store)) {
      assertTrue(files.count() <= 1_001);
    }
    assertEquals(200, status("/responses/" + first));
  }

  @Test
  void worksInTheBackgroundUntilCancelled() throws Exception {
    JsonNode made = ask("{'model':'m','input':'Hello','background':true}");
    String url = "/responses/" + made.path("id").asText();
    assertEquals("in_progress", made.path("status").asText());
    assertEquals("in_progress", get(url).path("status").asText());
    JsonNode cancelled = JSON.readTree(post(url + "/cancel", "").body());
    assertEquals("cancelled", cancelled.path("status").asText());
    assertEquals("cancelled", get(url).path("status").asText());

    String later =
        "/responses/" + ask("{'model':'m','input':'Hello','background':true}").path("id").asText();
    provider.close();
    provider =
        DemoProvider.start(
            store, BodyMemory.ofHeap(), Clock.offset(CLOCK, Duration.ofSeconds(2)), Duration.ZERO);
    assertEquals("completed", get(later).path("status").asText());
    assertEquals("cancelled", get(url).path("status").asText());
  }
}
