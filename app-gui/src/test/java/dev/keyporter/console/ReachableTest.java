package dev.keyporter.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyporter.console.fixture.Fixture;
import dev.keyporter.console.nav.ScreenName;
import dev.keyporter.console.testing.RunningConsole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.TreeSet;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReachableTest {
  private static final int REQUESTS = 2000;

  @TempDir Path directory;

  @Test
  void everyControlOfEveryScreenHasANameInBothThemes() throws Exception {
    Fixture.write(directory, new Fixture.Plan(REQUESTS, REQUESTS, Fixture.NOW));
    var nameless = new TreeSet<String>();
    for (String colours : List.of("LIGHT", "DARK")) {
      Files.writeString(directory.resolve("console.properties"), "appearance=" + colours + "\n");
      try (RunningConsole console =
          RunningConsole.open(directory, Clock.systemUTC(), Fixture.ZONE)) {
        for (ScreenName screen : ScreenName.values()) {
          console.goTo(screen);
          console.onFx(() -> nameless.addAll(nameless(screen, console.scene().getRoot())));
        }
      }
    }
    assertEquals(new TreeSet<String>(), nameless);
  }

  private static List<String> nameless(ScreenName screen, Node root) {
    var labelled =
        root.lookupAll(".label").stream()
            .filter(Label.class::isInstance)
            .map(label -> ((Label) label).getLabelFor())
            .toList();
    return root.lookupAll("*").stream()
        .filter(node -> isNameless(node) && !labelled.contains(node))
        .filter(RunningConsole::isShown)
        .map(node -> screen + ": " + node)
        .toList();
  }

  private static boolean isNameless(Node node) {
    if (!node.isFocusTraversable() || hasText(node.getAccessibleText())) {
      return false;
    }
    return switch (node) {
      case ButtonBase button -> !hasText(button.getText());
      case TextInputControl _, ComboBoxBase<?> _ -> true;
      default -> false;
    };
  }

  private static boolean hasText(@Nullable String text) {
    return text != null && !text.isBlank();
  }
}
