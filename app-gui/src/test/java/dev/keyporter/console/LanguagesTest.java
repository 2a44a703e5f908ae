package dev.keyporter.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LanguagesTest {
  private static final Path RESOURCES = Path.of("src/main/resources");

  static List<Path> bundles() throws IOException {
    try (Stream<Path> files = Files.walk(RESOURCES)) {
      return files.filter(file -> file.endsWith("texts.properties")).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void sayTheSameThings(Path english) throws IOException {
    Properties own = read(english);
    Properties german = read(english.resolveSibling("texts_de.properties"));

    assertEquals(new TreeSet<>(own.keySet()), new TreeSet<>(german.keySet()));
    for (String name : own.stringPropertyNames()) {
      assertEquals(places(own, name), places(german, name), "what is put into " + name);
      assertEquals(own.getProperty(name).isBlank(), german.getProperty(name).isBlank(), name);
    }
  }

  /** Texts without any are shown as they stand. */
  private static int places(Properties texts, String name) {
    String text = texts.getProperty(name);
    return text.contains("{0") ? new MessageFormat(text).getFormatsByArgumentIndex().length : 0;
  }

  private static Properties read(Path file) throws IOException {
    var texts = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      texts.load(reader);
    }
    return texts;
  }
}
