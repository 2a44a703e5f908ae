package dev.keyporter.console.playground;

import dev.keyporter.proxy.client.MoreParameters;
import dev.keyporter.proxy.client.Parameters;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters as they were typed.
 *
 * @param effort of reasoning; null for none chosen
 */
record ParameterForm(
    String model,
    String instructions,
    @Nullable String effort,
    String maxOutputTokens,
    String temperature,
    String topP,
    String more,
    boolean streamed) {
  private static final BigDecimal HOTTEST = BigDecimal.TWO;

  /** What is checked here; all else is the provider's to judge. */
  enum Field {
    MAX_OUTPUT_TOKENS,
    TEMPERATURE,
    TOP_P,
    MORE
  }

  /** Where something wrong was typed. */
  Set<Field> problems() {
    Set<Field> wrong = EnumSet.noneOf(Field.class);
    mark(wrong, Field.MAX_OUTPUT_TOKENS, () -> count(maxOutputTokens));
    mark(wrong, Field.TEMPERATURE, () -> decimal(temperature, HOTTEST));
    mark(wrong, Field.TOP_P, () -> decimal(topP, BigDecimal.ONE));
    mark(wrong, Field.MORE, () -> MoreParameters.parse(more));
    return wrong;
  }

  private static void mark(Set<Field> wrong, Field field, Runnable reading) {
    try {
      reading.run();
    } catch (IllegalArgumentException _) {
      wrong.add(field);
    }
  }

  /**
   * The parameters to send.
   *
   * @throws IllegalArgumentException where there are problems
   */
  Parameters parameters() {
    return new Parameters(
        model.strip(),
        instructions.strip(),
        effort,
        count(maxOutputTokens),
        decimal(temperature, HOTTEST),
        decimal(topP, BigDecimal.ONE),
        streamed,
        MoreParameters.parse(more));
  }

  private static @Nullable Long count(String typed) {
    if (typed.isBlank()) {
      return null;
    }
    long count = Long.parseLong(typed.strip());
    if (count < 1) {
      throw new IllegalArgumentException("No number of tokens.");
    }
    return count;
  }

  private static @Nullable BigDecimal decimal(String typed, BigDecimal highest) {
    if (typed.isBlank()) {
      return null;
    }
    // Some write decimals with a comma.
    BigDecimal number = new BigDecimal(typed.strip().replace(',', '.'));
    if (number.signum() < 0 || number.compareTo(highest) > 0) {
      throw new IllegalArgumentException("Out of bounds.");
    }
    return number;
  }
}
