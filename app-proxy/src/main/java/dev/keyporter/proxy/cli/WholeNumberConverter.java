package dev.keyporter.proxy.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a whole number; picocli would say that it is no {@code int}. */
final class WholeNumberConverter implements ITypeConverter<Integer> {
  @Override
  public Integer convert(String text) {
    try {
      return Integer.valueOf(text.strip());
    } catch (NumberFormatException _) {
      throw new TypeConversionException("'" + text + "' is not a whole number, or too large a one");
    }
  }
}
