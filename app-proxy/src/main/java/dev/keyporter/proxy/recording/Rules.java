package dev.keyporter.proxy.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyporter.model.traffic.RedactionRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An organization's redaction rules, ready to be applied.
 *
 * <p>A pattern that backtracks without end cannot stall a request: a rule may look at so many
 * characters, {@link #STEPS_PER_CHARACTER} times a text's length and {@link #MIN_STEPS} at least;
 * one that needs more does not apply to that text, and the text is not stored.
 */
record Rules(List<Rule> rules) {
  private static final int STEPS_PER_CHARACTER = 100;
  private static final long MIN_STEPS = 1_000_000;
  private static final String WITHHELD = "[withheld: a redaction rule took too long]";

  private static final Logger LOG = Logger.getLogger(Rules.class.getName());

  /** Replaces what the pattern matches with the replacement as it stands. */
  record Rule(String name, Pattern pattern, String replacement) {}

  static Rules of(List<RedactionRule> rules) {
    return new Rules(
        rules.stream()
            .map(rule -> new Rule(rule.name(), Pattern.compile(rule.pattern()), rule.replacement()))
            .toList());
  }

  /** These and then others. */
  Rules and(Rules others) {
    return others.isEmpty()
        ? this
        : new Rules(Stream.concat(rules.stream(), others.rules.stream()).toList());
  }

  boolean isEmpty() {
    return rules.isEmpty();
  }

  /** The text as it may be stored. */
  @Nullable String apply(@Nullable String text) {
    return text == null ? null : applyToText(text);
  }

  /** The text as it may be stored. */
  String applyToText(String text) {
    return isEmpty() ? text : applyTo(List.of(text)).getFirst();
  }

  /** The UTF-8 text as it may be stored; the array itself where no rule applies. */
  byte[] apply(byte[] body) {
    if (isEmpty() || body.length == 0) {
      return body;
    }
    var text = new String(body, UTF_8);
    String redacted = applyTo(List.of(text)).getFirst();
    return redacted.equals(text) ? body : redacted.getBytes(UTF_8);
  }

  /**
   * The pieces of one text as they may be stored. A replacement stands in the piece in which what
   * it replaces begins.
   */
  List<String> applyTo(List<String> pieces) {
    String text = String.join("", pieces);
    int[] ends = new int[pieces.size()];
    for (int i = 0, end = 0; i < ends.length; i++) {
      end += pieces.get(i).length();
      ends[i] = end;
    }
    for (Rule rule : rules) {
      try {
        text = replace(rule, text, ends);
      } catch (BoundedText.TooManySteps | StackOverflowError _) {
        LOG.warning("The redaction rule \"" + rule.name() + "\" took too long for a text.");
        text = WITHHELD;
        Arrays.fill(ends, text.length());
        break;
      }
    }
    var redacted = new ArrayList<String>(ends.length);
    int from = 0;
    for (int end : ends) {
      redacted.add(text.substring(from, end));
      from = end;
    }
    return redacted;
  }

  /**
   * @param ends where the pieces of the text end, and afterwards those of what is returned
   */
  private static String replace(Rule rule, String text, int[] ends) {
    long steps = Math.max(MIN_STEPS, (long) text.length() * STEPS_PER_CHARACTER);
    Matcher matcher = rule.pattern().matcher(new BoundedText(text, steps));
    var out = new StringBuilder();
    int copied = 0;
    int piece = 0;
    while (matcher.find()) {
      int shift = out.length() - copied;
      for (; piece < ends.length && ends[piece] <= matcher.start(); piece++) {
        ends[piece] += shift;
      }
      out.append(text, copied, matcher.start()).append(rule.replacement());
      for (; piece < ends.length && ends[piece] < matcher.end(); piece++) {
        ends[piece] = out.length();
      }
      copied = matcher.end();
    }
    if (copied == 0 && out.isEmpty()) {
      return text;
    }
    for (; piece < ends.length; piece++) {
      ends[piece] += out.length() - copied;
    }
    return out.append(text, copied, text.length()).toString();
  }
}
