package dev.keyporter.proxy.protocol.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.proxy.error.ProxyException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdScanTest {
  @Test
  void findsIdsWhereverTheyStand() {
    assertEquals(
        Set.of("file-a1", "vs_b2", "cntr_c3", "ft:gpt-4o:acme::d4", "file-e5"),
        scan(
            """
            {"input_file_id": "file-a1", "tools":[{"vector_store_ids":["vs_b2"],
             "container":"cntr_c3"}], "model" :"ft:gpt-4o:acme::d4", "file-e5": 1}
            """,
            1000));
  }

  @Test
  void readsEscapesAsAParserDoes() {
    assertEquals(Set.of("file-a1"), scan("{\"x\":\"\\u0066ile\\u002Da1\"}", 1000));
    assertEquals(
        Set.of(), scan("[\"file-a\\n1\",\"a\\\"file-b2\",\"\\\\\",\"\\\\file-c3\"]", 1000));
    assertEquals(Set.of("file-d4"), scan("[\"\\\\\\\"\",\"file-d4\"]", 1000));
  }

  @Test
  void takesNoPartOfATextForAnId() {
    assertEquals(
        Set.of(),
        scan(
            "{\"input\":\"Read file-a1,"
                + " please\",\"b\":\"file-\",\"c\":\"profile-a1\",\"d\":\"filed-1\","
                + "\"e\":\"file-ü\",\"f\":\"file-"
                + "x".repeat(251)
                + "\"}",
            1000));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64})
  void findsTheSameHoweverTheBytesArrive(int piece) {
    String json = "{\"a\":[\"\\u0066ile-a1\",\"no\\\\\",\"vs_b2\"],\"c\":\"conv_3\"}";
    assertEquals(Set.of("file-a1", "vs_b2", "conv_3"), scan(json, piece));
  }

  @Test
  void boundsHowManyAreLookedUp() {
    var scan = new IdScan();
    for (int i = 0; i < 10_000; i++) {
      scan.add("file-" + i);
    }
    ProxyException refused = assertThrows(ProxyException.class, () -> scan.add("file-x"));
    assertEquals("too_many_ids", refused.error().code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file-abc",
        "batch_abc",
        "conv_abc",
        "vs_abc",
        "ftjob-abc",
        "ft:gpt-4o-mini:acme::abc",
        "video_abc",
        "container_abc",
        "cntr_abc",
        "cfile_abc",
        "chatcmpl-abc",
        "resp_abc",
        "upload_abc"
      })
  void knowsWhatOpenAiMakes(String id) {
    assertTrue(Ids.isId(id));
    assertFalse(Ids.isId(id + " "));
    assertFalse(Ids.isId(" " + id));
  }

  private static Set<String> scan(String json, int piece) {
    var scan = new IdScan();
    byte[] bytes = json.getBytes(UTF_8);
    for (int from = 0; from < bytes.length; from += piece) {
      scan.read(bytes, from, Math.min(bytes.length, from + piece));
    }
    return scan.ids();
  }
}
