package dev.keyporter.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyporter.console.nav.ScreenName;
import dev.keyporter.console.testing.RunningConsole;
import dev.keyporter.console.testing.Seed;
import dev.keyporter.console.theme.Theme;
import dev.keyporter.db.Database;
import dev.keyporter.model.account.Organization;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ScrollPane.ScrollBarPolicy;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

/** The greatest text in the smallest window. */
class LargeTextTest {
  private final Locale before = Locale.getDefault();

  @TempDir Path directory;

  @AfterEach
  void restore() {
    Locale.setDefault(before);
  }

  @Test
  void noColumnIsCutAtItsSide() throws IOException {
    try (Database database = Seed.database(directory)) {
      Organization acme = database.organizations().create("Acme");
      Seed.key(database, acme, URI.create("http://127.0.0.1:9/v1"));
      Instant soon = Instant.now().plus(Duration.ofDays(9));
      database.accessTokens().create(acme.id(), null, "Laptop", soon);
    }
    var cut = new TreeSet<String>();
    for (String language : List.of("en", "de")) {
      Files.writeString(
          directory.resolve("console.properties"),
          "language=" + language + "\ntextSize=" + Theme.MAX_TEXT + "\n");
      try (RunningConsole console = RunningConsole.open(directory)) {
        console.resize(WindowPlace.MIN_WIDTH, WindowPlace.MIN_HEIGHT);
        for (ScreenName screen : ScreenName.values()) {
          console.goTo(screen);
          WaitForAsyncUtils.waitForFxEvents();
          console.onFx(() -> cut.addAll(cut(language + " " + screen, console.scene().getRoot())));
        }
      }
    }
    assertEquals(new TreeSet<String>(), cut);
  }

  private static List<String> cut(String where, Node root) {
    root.applyCss();
    return root.lookupAll("*").stream()
        .filter(RunningConsole::isShown)
        .flatMap(node -> tooWide(node).stream())
        .map(node -> where + ": " + node)
        .toList();
  }

  private static Optional<Node> tooWide(Node node) {
    if (node instanceof ScrollPane pane
        && pane.isFitToWidth()
        && pane.getHbarPolicy() == ScrollBarPolicy.NEVER
        && pane.getContent() instanceof Region content
        && content.getWidth() > pane.getViewportBounds().getWidth() + 1) {
      return Optional.of(content);
    }
    return node.getParent() instanceof VBox column
            && node.isManaged()
            && node.getLayoutBounds().getMaxX() + node.getLayoutX() > column.getWidth() + 1
        ? Optional.of(node)
        : Optional.empty();
  }
}
