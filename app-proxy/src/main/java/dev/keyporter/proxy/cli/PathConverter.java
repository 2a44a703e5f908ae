package dev.keyporter.proxy.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a path. Without a language that knows its letters, as under cron, there may be none. */
final class PathConverter implements ITypeConverter<Path> {
  @Override
  public Path convert(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException _) {
      throw new TypeConversionException(refusal(text));
    }
  }

  /**
   * Reads what a variable holds.
   *
   * @throws Failure when it is no path
   */
  static Path ofVariable(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException _) {
      throw Failure.usage(refusal(text) + ".");
    }
  }

  private static String refusal(String text) {
    return "'"
        + text
        + "' cannot be a path here. If it has letters beyond ASCII, set LC_ALL=C.UTF-8";
  }
}
