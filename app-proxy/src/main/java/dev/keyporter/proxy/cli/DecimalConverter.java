package dev.keyporter.proxy.cli;

import java.math.BigDecimal;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a decimal number as people write one: digits, and a point at most. */
final class DecimalConverter implements ITypeConverter<BigDecimal> {
  @Override
  public BigDecimal convert(String text) {
    String number = text.strip();
    if (!number.matches("-?\\d{1,30}(\\.\\d{1,30})?")) {
      throw new TypeConversionException("'" + text + "' is not a number such as 12.50");
    }
    return new BigDecimal(number);
  }
}
