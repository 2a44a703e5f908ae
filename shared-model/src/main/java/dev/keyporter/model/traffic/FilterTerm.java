package dev.keyporter.model.traffic;

import java.time.Instant;
import java.util.List;

/** One condition of a filter. */
public sealed interface FilterTerm {
  /** Texts, of which one must match; for {@link FilterKey.Kind#TEXT} keys. */
  record Text(FilterKey key, boolean negated, List<TextMatch> anyOf) implements FilterTerm {
    public Text {
      anyOf = List.copyOf(anyOf);
      require(key.kind() == FilterKey.Kind.TEXT && !anyOf.isEmpty());
    }

    /** A part of the text, in any case. */
    public static Text part(FilterKey key, String text) {
      return new Text(key, false, List.of(TextMatch.part(text)));
    }

    /** The whole text: of a name, or an id. */
    public static Text exactly(FilterKey key, String text) {
      return new Text(key, false, List.of(TextMatch.exactly(text)));
    }
  }

  /** Named values, of which one must be it; {@link FilterKey#choices} has them. */
  record Choice(FilterKey key, boolean negated, List<String> anyOf) implements FilterTerm {
    public Choice {
      anyOf = List.copyOf(anyOf);
      require(
          (key.kind() == FilterKey.Kind.CHOICE || key == FilterKey.COST)
              && !anyOf.isEmpty()
              && key.choices().containsAll(anyOf));
    }

    public static Choice status(RequestStatus status) {
      return new Choice(FilterKey.STATUS, false, List.of(status.label()));
    }

    public static Choice rating(RatingChoice rating) {
      return new Choice(FilterKey.RATING, false, List.of(rating.label()));
    }
  }

  /** Ranges, of which one must hold the number; durations are in seconds. */
  @SuppressWarnings("AvoidCommonTypeNames") // Always written as FilterTerm.Number.
  record Number(FilterKey key, boolean negated, List<NumberRange> anyOf) implements FilterTerm {
    public Number {
      anyOf = List.copyOf(anyOf);
      require(
          (key.kind() == FilterKey.Kind.NUMBER || key.kind() == FilterKey.Kind.DURATION)
              && !anyOf.isEmpty());
    }
  }

  /** Arrived at that moment or later. */
  record Since(Instant moment) implements FilterTerm {}

  /** Arrived before that moment. */
  record Until(Instant moment) implements FilterTerm {}

  /** The requests themselves. */
  record Ids(boolean negated, List<RequestId> anyOf) implements FilterTerm {
    public Ids {
      anyOf = List.copyOf(anyOf);
      require(!anyOf.isEmpty());
    }
  }

  /** The prompt or the answer says this, in any case. */
  record Words(boolean negated, String text) implements FilterTerm {
    public Words {
      require(!text.isBlank() && text.length() <= TextMatch.MAX_LENGTH);
    }
  }

  private static void require(boolean valid) {
    if (!valid) {
      throw new IllegalArgumentException("This filter term has a value that its key cannot have.");
    }
  }
}
