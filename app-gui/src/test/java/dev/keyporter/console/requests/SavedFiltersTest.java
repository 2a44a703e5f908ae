package dev.keyporter.console.requests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyporter.console.kit.Preferences;
import dev.keyporter.console.requests.SavedFilters.Saved;
import dev.keyporter.db.engine.DataDirectory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedFiltersTest {
  @TempDir Path directory;

  @Test
  void filtersStayUnderTheirNamesUntilDeleted() {
    var failures = new Saved("Failures", "status:failed since:24h");
    var dear = new Saved("Dear ones = 1", "cost:>1");
    Preferences preferences = Preferences.read(DataDirectory.open(directory));
    var saved = new SavedFilters(preferences);
    saved.save("Failures", "status:failed");
    saved.save(dear.name(), dear.text());
    saved.save(" Failures ", failures.text());
    preferences.save();

    var read = new SavedFilters(Preferences.read(DataDirectory.open(directory)));
    assertEquals(List.of(failures, dear), read.all());

    read.delete("Failures");
    assertEquals(List.of(dear), read.all());
  }
}
