package dev.keyporter.console.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyporter.console.fixture.Fixture;
import dev.keyporter.console.testing.RunningConsole;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenListingTest {
  @TempDir Path directory;

  @Test
  void whatIsOverComesLast() {
    Fixture.write(directory, new Fixture.Plan(10, 0, Fixture.NOW));
    try (RunningConsole console =
        RunningConsole.open(directory, Clock.fixed(Fixture.NOW, Fixture.ZONE), Fixture.ZONE)) {
      console.click("#nav-tokens");
      TableView<?> table = console.find("#tokens-table", TableView.class);
      console.await("tokens", () -> !table.getItems().isEmpty());
      List<Boolean> over =
          console.onFx(
              () ->
                  table.getItems().stream()
                      .map(line -> !((TokenLine) line).state().isAccepted())
                      .toList());
      assertEquals(List.of(false, true), over.stream().distinct().toList());
      assertEquals(over.stream().sorted(Comparator.naturalOrder()).toList(), over);
    }
  }
}
