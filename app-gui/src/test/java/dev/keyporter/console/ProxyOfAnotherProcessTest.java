package dev.keyporter.console;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.keyporter.console.testing.RunningConsole;
import dev.keyporter.db.Database;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.proxy.Proxy;
import dev.keyporter.proxy.ProxySettings;
import dev.keyporter.proxy.ProxyState;
import dev.keyporter.proxy.upstream.UpstreamSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyOfAnotherProcessTest {
  @TempDir Path directory;

  @Test
  void isTakenForOursWhileItHasThePortAndReplacedWhenItEnds() {
    var database = Database.open(new DatabaseSettings.EmbeddedH2(directory), Clock.systemUTC());
    var proxy =
        new Proxy(
            ProxySettings.standard(UpstreamSettings.standard(() -> 0)).at("127.0.0.1", 0),
            directory,
            database,
            Clock.systemUTC());
    ProxyState.Running running = proxy.start();
    try (RunningConsole console = RunningConsole.open(directory, running.port())) {
      awaitState(console, "Proxy running in another process");
      assertFalse(console.has(".kp-footer #toggle"), "nothing of ours to stop");
      proxy.close();
      database.close();
      awaitState(console, "Proxy running");
    }
  }

  @Test
  void isNotTakenForOursWhereSomethingElseHasThePortAndAnotherPortIsOffered() throws IOException {
    try (var stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        RunningConsole console = RunningConsole.open(directory, stranger.getLocalPort())) {
      awaitState(console, "Proxy not running");
      console.picture(Path.of("target/pictures/port-taken.png"));
      console.click("#otherPort");
      awaitState(console, "Proxy running");
    }
  }

  private static void awaitState(RunningConsole console, String words) {
    console.await(
        words, () -> console.find(".kp-footer .kp-state", Label.class).getText().equals(words));
  }
}
