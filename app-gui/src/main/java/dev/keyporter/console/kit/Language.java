package dev.keyporter.console.kit;

import java.util.List;
import java.util.Locale;

/** The languages of the console. */
public final class Language {
  /** The preference that holds the chosen one's tag; empty for the system's. */
  public static final String PREFERENCE = "language";

  /** Stands for the system's language. */
  public static final String SYSTEM = "";

  /** The tags to choose from. */
  public static final List<String> ALL = List.of(SYSTEM, "en", "de");

  private Language() {}

  /** Speaks a language from now on; to be called before the first text is looked up. */
  public static void use(String tag) {
    if (!tag.equals(SYSTEM) && ALL.contains(tag)) {
      Locale.setDefault(Locale.Category.DISPLAY, Locale.of(tag));
      Locale.setDefault(Locale.Category.FORMAT, Locale.of(tag));
    }
  }
}
