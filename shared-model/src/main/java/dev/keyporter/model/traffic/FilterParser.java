package dev.keyporter.model.traffic;

import dev.keyporter.model.traffic.FilterLexer.Lexeme;
import dev.keyporter.model.traffic.FilterLexer.Part;
import dev.keyporter.model.traffic.FilterProblem.Reason;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is typed into the filter field, as in {@code status:failed,interrupted model:gpt
 * -user:alice cost:>0.01 since:2h "free words"}: every piece must hold, of values separated by
 * commas one, and a minus turns a piece into its opposite. {@code =} before a text means all of it.
 */
public final class FilterParser {
  private final MomentReader moments;

  /**
   * @param clock what {@code 2h} and {@code today} are counted from
   * @param zone where days begin and times are local
   */
  public FilterParser(Clock clock, ZoneId zone) {
    this.moments = new MomentReader(clock, zone);
  }

  public ParsedFilter parse(String text) {
    var tokens = new ArrayList<FilterToken>();
    var problems = new ArrayList<FilterProblem>();
    var terms = new ArrayList<FilterTerm>();
    Set<FilterKey> times = EnumSet.noneOf(FilterKey.class);
    for (Lexeme lexeme : FilterLexer.split(text)) {
      FilterKey key = lexeme.name() == null ? null : FilterKey.of(lexeme.name()).orElse(null);
      boolean correct = false;
      try {
        if (key != null
            && key.kind() == FilterKey.Kind.TIME
            && (lexeme.negated() || lexeme.parts().size() > 1 || !times.add(key))) {
          throw new Misunderstood(Reason.ONE_TIME_ONLY, key.label());
        }
        terms.add(term(lexeme, key));
        correct = true;
      } catch (Misunderstood e) {
        problems.add(e.at(lexeme));
      }
      tokens.add(new FilterToken(lexeme.start(), lexeme.valueStart(), lexeme.end(), key, correct));
    }
    return new ParsedFilter(tokens, problems, new RequestFilter(terms));
  }

  private FilterTerm term(Lexeme lexeme, @Nullable FilterKey key) throws Misunderstood {
    if (lexeme.open()) {
      throw new Misunderstood(Reason.OPEN_QUOTE);
    }
    if (lexeme.name() == null) {
      return words(lexeme);
    }
    if (key == null) {
      throw new Misunderstood(Reason.UNKNOWN_KEY, lexeme.name(), meant(lexeme.name()));
    }
    List<Part> parts = lexeme.parts();
    for (Part part : parts) {
      if (part.text().isBlank()) {
        throw new Misunderstood(part, Reason.MISSING_VALUE, key.label());
      }
      if (part.text().length() > TextMatch.MAX_LENGTH) {
        throw new Misunderstood(part, Reason.TOO_LONG, "" + TextMatch.MAX_LENGTH);
      }
    }
    boolean negated = lexeme.negated();
    return switch (key.kind()) {
      case CHOICE -> new FilterTerm.Choice(key, negated, each(parts, part -> choice(key, part)));
      case TEXT ->
          new FilterTerm.Text(
              key, negated, each(parts, part -> new TextMatch(part.text(), part.exact())));
      case NUMBER ->
          key == FilterKey.COST && isChoice(key, parts.getFirst())
              ? new FilterTerm.Choice(key, negated, each(parts, part -> choice(key, part)))
              : new FilterTerm.Number(
                  key, negated, each(parts, part -> FilterValues.number(key, part)));
      case DURATION ->
          new FilterTerm.Number(
              key, negated, each(parts, part -> FilterValues.duration(key, part)));
      case ID -> new FilterTerm.Ids(negated, each(parts, FilterParser::id));
      case TIME -> {
        String moment = parts.getFirst().text();
        yield (key == FilterKey.UNTIL
                ? moments.end(moment).<FilterTerm>map(FilterTerm.Until::new)
                : moments.begin(moment).<FilterTerm>map(FilterTerm.Since::new))
            .orElseThrow(
                () -> new Misunderstood(parts.getFirst(), Reason.NOT_A_TIME, key.label(), moment));
      }
    };
  }

  private static FilterTerm words(Lexeme lexeme) throws Misunderstood {
    String text = lexeme.parts().getFirst().text();
    if (text.isBlank()) {
      throw new Misunderstood(Reason.MISSING_VALUE, "");
    }
    if (text.length() > TextMatch.MAX_LENGTH) {
      throw new Misunderstood(Reason.TOO_LONG, "" + TextMatch.MAX_LENGTH);
    }
    return new FilterTerm.Words(lexeme.negated(), text);
  }

  private static boolean isChoice(FilterKey key, Part part) {
    return key.choices().contains(part.text().toLowerCase(Locale.ROOT));
  }

  private static String choice(FilterKey key, Part part) throws Misunderstood {
    if (!isChoice(key, part)) {
      throw new Misunderstood(
          part, Reason.UNKNOWN_VALUE, key.label(), part.text(), String.join(",", key.choices()));
    }
    return part.text().toLowerCase(Locale.ROOT);
  }

  private static RequestId id(Part part) throws Misunderstood {
    Optional<RequestId> id = RequestId.parse(part.text());
    if (id.isEmpty()) {
      throw new Misunderstood(part, Reason.NOT_AN_ID, part.text());
    }
    return id.get();
  }

  /** The key that begins like what was typed, or that it begins with. */
  private static String meant(String name) {
    String typed = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(FilterKey.values())
        .map(FilterKey::label)
        .filter(label -> label.startsWith(typed) || typed.startsWith(label))
        .findFirst()
        .orElse("");
  }

  private interface Reader<T> {
    T read(Part part) throws Misunderstood;
  }

  private static <T> List<T> each(List<Part> parts, Reader<T> reader) throws Misunderstood {
    var all = new ArrayList<T>();
    for (Part part : parts) {
      all.add(reader.read(part));
    }
    return all;
  }

  /** Ends the reading of one piece. */
  static final class Misunderstood extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient @Nullable Part part;
    private final Reason reason;
    private final List<String> arguments;

    Misunderstood(Reason reason, String... arguments) {
      this(null, reason, arguments);
    }

    Misunderstood(@Nullable Part part, Reason reason, String... arguments) {
      super(reason.name(), null, false, false);
      this.part = part;
      this.reason = reason;
      this.arguments = List.of(arguments);
    }

    FilterProblem at(Lexeme lexeme) {
      return part == null || part.start() == part.end()
          ? new FilterProblem(lexeme.start(), lexeme.end(), reason, arguments)
          : new FilterProblem(part.start(), part.end(), reason, arguments);
    }
  }
}
