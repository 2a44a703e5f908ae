package dev.keyporter.proxy.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the most lines that are wanted: a whole number, at least 1. */
final class LimitConverter implements ITypeConverter<Integer> {
  private final WholeNumberConverter numbers = new WholeNumberConverter();

  @Override
  public Integer convert(String text) {
    Integer limit = numbers.convert(text);
    if (limit < 1) {
      throw new TypeConversionException("must be at least 1");
    }
    return limit;
  }
}
