package dev.keyporter.console.listing;

import dev.keyporter.console.kit.Texts;
import dev.keyporter.db.account.AdminChange;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Objects;

/** An administrative change in words. */
public final class ChangeWords {
  private static final Texts TEXTS = Texts.of(ChangeWords.class);
  private static final String RENAMED = "to ";

  private ChangeWords() {}

  /** What was done, as "Renamed to Acme". */
  public static String of(AdminChange change) {
    String detail = Objects.requireNonNullElse(change.detail(), "");
    String what = change.action();
    try {
      return switch (what.substring(what.indexOf('.') + 1)) {
        case "rename" ->
            detail.startsWith(RENAMED)
                ? TEXTS.text("change.rename.to", detail.substring(RENAMED.length()))
                : TEXTS.text("change.rename");
        case "prices" -> TEXTS.text("change.prices." + detail);
        case "set_recording" -> TEXTS.text("change.recording." + detail.toLowerCase(Locale.ROOT));
        case "set_include_stream_usage" -> TEXTS.text("change.streamUsage." + detail);
        case String verb when change.action().startsWith("token.") && verb.equals("create") ->
            TEXTS.text("change.issue");
        case String verb -> TEXTS.text("change." + verb) + (detail.isEmpty() ? "" : ": " + detail);
      };
    } catch (MissingResourceException _) {
      // A newer version's; its own words are better than none.
      return change.action() + (detail.isEmpty() ? "" : ": " + detail);
    }
  }

  /** What kind of thing was changed, as "Organization". */
  public static String subject(AdminChange change) {
    String what = change.action();
    int dot = what.indexOf('.');
    try {
      return TEXTS.text("subject." + (dot < 0 ? what : what.substring(0, dot)));
    } catch (MissingResourceException _) {
      return dot < 0 ? what : what.substring(0, dot);
    }
  }
}
