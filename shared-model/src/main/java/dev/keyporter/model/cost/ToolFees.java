package dev.keyporter.model.cost;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What providers charge beside the tokens, whatever the model. The figures are those of the
 * resource {@code fees.tsv}, each with its source.
 */
public final class ToolFees {
  private static final String RESOURCE = "fees.tsv";

  /**
   * A fee.
   *
   * @param rate US dollars for {@link CostItem.Kind#per()} units
   * @param source where it comes from, with its date
   */
  public record Fee(BigDecimal rate, String source) {}

  private ToolFees() {}

  /** Read when it is first asked for. */
  private static final class Bundled {
    private static final Map<CostItem.Kind, Fee> FEES = read();
  }

  /** What one kind of item costs; empty where that is not known. */
  public static Optional<Fee> of(CostItem.Kind kind) {
    return Optional.ofNullable(Bundled.FEES.get(kind));
  }

  private static Map<CostItem.Kind, Fee> read() {
    try (InputStream resource = ToolFees.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException("The program lacks its data of fees.");
      }
      Map<CostItem.Kind, Fee> fees = new EnumMap<>(CostItem.Kind.class);
      new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .forEach(
              cells ->
                  fees.put(
                      CostItem.Kind.labelled(cells[0]).orElseThrow(),
                      new Fee(new BigDecimal(cells[1]), cells[2])));
      return fees;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
