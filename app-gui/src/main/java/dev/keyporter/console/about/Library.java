package dev.keyporter.console.about;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * Something of others that is inside.
 *
 * @param jars how the names of its jars begin, before the version
 * @param licence its SPDX identifier, or several in an SPDX expression
 * @param source where it comes from
 */
public record Library(String name, List<String> jars, String licence, String source) {
  public Library {
    jars = List.copyOf(jars);
  }

  /** All that is inside, by name; beside the Java runtime. */
  public static List<Library> all() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Library.class.getResourceAsStream("libraries.tsv")),
                UTF_8))) {
      return lines.lines().filter(line -> !line.startsWith("#")).map(Library::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Library of(String line) {
    List<String> fields = List.of(line.split("\t", -1));
    return new Library(
        fields.get(0), List.of(fields.get(1).split(" ", -1)), fields.get(2), fields.get(3));
  }

  /** Whether a jar of that file name belongs to it. */
  public boolean contains(String jar) {
    return jars.stream().anyMatch(jar::startsWith);
  }
}
