package dev.keyporter.proxy.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.db.engine.DatabaseSettings.EmbeddedH2;
import dev.keyporter.proxy.testing.Eventually;
import dev.keyporter.proxy.testing.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a proxy says that may open few files. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class FewFilesTest {
  private static final String HEALTH = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";

  @TempDir Path directory;

  @Test
  void healthSaysThatClientsTakeUpNearlyAllAndThatTheyNoLongerDo() throws Exception {
    Path log = Files.createFile(directory.resolve("said"));
    try (ProxyProcess proxy =
        ProxyProcess.start(
            new EmbeddedH2(directory), log, "bash", "-c", "ulimit -n 280; exec \"$@\"", "bash")) {
      int port = proxy.address().getPort();
      Deque<RawClient> clients = new ArrayDeque<>();
      String answer;
      do {
        clients.add(RawClient.connect(port));
        answer = clients.getLast().send(HEALTH).readAnswer();
      } while (answer.startsWith("HTTP/1.1 200 ") && clients.size() < 40);

      assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
      assertTrue(answer.contains("\"status\":\"files_scarce\""), answer);
      // Nobody waits yet: who asks must be answered.
      assertTrue(clients.size() > 30 && clients.size() < 40, clients.size() + " clients");
      RawClient last = clients.removeLast();
      Eventually.holds(() -> said(log, "new clients wait") == 1);
      for (RawClient client : clients) {
        client.close();
      }
      Eventually.holds(() -> last.send(HEALTH).readAnswer().contains("\"status\":\"ok\""));
      Eventually.holds(() -> said(log, "can be opened again") == 1);
      assertEquals(1, said(log, "new clients wait"));
      last.close();
      assertEquals(0, proxy.stop());
    }
  }

  private static long said(Path log, String words) throws IOException {
    return Files.readString(log).lines().filter(line -> line.contains(words)).count();
  }
}
