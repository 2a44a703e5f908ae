package dev.keyporter.console.requests;

import dev.keyporter.console.kit.Preferences;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The filters someone gave a name. */
final class SavedFilters {
  /** Longest name, in characters. */
  static final int MAX_NAME = 60;

  private static final String PREFIX = "requests.saved.";

  private final Preferences preferences;

  /**
   * A filter with a name.
   *
   * @param text as typed into the field
   */
  record Saved(String name, String text) {}

  SavedFilters(Preferences preferences) {
    this.preferences = preferences;
  }

  /** All of them, the oldest first. */
  List<Saved> all() {
    var all = new ArrayList<Saved>();
    for (int i = 0; ; i++) {
      Optional<String> name = preferences.text(PREFIX + i + ".name");
      if (name.isEmpty()) {
        return all;
      }
      all.add(new Saved(name.get(), preferences.text(PREFIX + i + ".text").orElse("")));
    }
  }

  /** Keeps a filter in the place of the one that has its name, if there is one. */
  void save(String name, String text) {
    var all = new ArrayList<>(all());
    var saved = new Saved(name.strip(), text);
    int there = all.stream().map(Saved::name).toList().indexOf(saved.name());
    if (there < 0) {
      all.add(saved);
    } else {
      all.set(there, saved);
    }
    write(all);
  }

  void delete(String name) {
    write(all().stream().filter(saved -> !saved.name().equals(name)).toList());
  }

  private void write(List<Saved> all) {
    for (int i = 0; i < all.size(); i++) {
      preferences.set(PREFIX + i + ".name", all.get(i).name());
      preferences.set(PREFIX + i + ".text", all.get(i).text());
    }
    preferences.remove(PREFIX + all.size() + ".name");
    preferences.remove(PREFIX + all.size() + ".text");
  }
}
