package dev.keyporter.proxy.protocol.openai.passing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.model.traffic.Route;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathRouteTest {
  @ParameterizedTest
  @CsvSource({
    "GET, /files, files, false",
    "POST, /files, files, false",
    "GET, /files/file-a1/content, files.content, false",
    "POST, /images/generations, images.generations, true",
    "POST, /audio/speech, audio.speech, true",
    "POST, /moderations, moderations, false",
    "POST, /completions, completions, true",
    "POST, /batches, batches, true",
    "POST, /batches/batch_1/cancel, batches.cancel, false",
    "POST, /vector_stores/vs_1/search, vector_stores.search, false",
    "POST, /fine_tuning/jobs, fine_tuning.jobs, true",
    "POST, /fine_tuning/jobs/ftjob-1/pause, fine_tuning.jobs.pause, false",
    "POST, /containers, containers, true",
    "POST, /containers/cntr_1/files, containers.files, false",
    "POST, /chat/completions/chatcmpl-1, chat.completions, false",
    "DELETE, /models/search, models, false",
    "POST, /whatever/comes/next, other, true",
    "GET, /whatever, other, false",
    "POST, /, other, true"
  })
  void namesAPathByTheWordsOfTheApi(String method, String path, String label, boolean charged) {
    assertEquals(new Route(label, charged), PathRoute.of(method, path).route());
  }

  @Test
  void takesTheRestForIds() {
    assertEquals(
        List.of("cntr_1", "cfile 2"),
        PathRoute.of("GET", "/containers/cntr_1/files/cfile%202/content").ids());
    assertEquals(List.of("a%zz"), PathRoute.of("GET", "/files/a%zz").ids());
  }

  @Test
  void fitsTheRecordWhateverItIs() {
    String path = "/fine_tuning" + "/transcription_sessions".repeat(50);
    assertTrue(PathRoute.of("POST", path).route().label().length() <= 64);
  }
}
