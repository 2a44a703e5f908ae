package dev.keyporter.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keyporter.docs.Page.Command;
import dev.keyporter.docs.Shell.Result;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentedCommandsTest {
  /** Tests run in their module's folder. */
  private static final Path DOCS = Path.of("../docs");

  private static final List<Path> OTHERS =
      List.of(Path.of("../README.md"), Path.of("../SECURITY.md"), Path.of("../examples/README.md"));

  /** What appears in a command, and what then must succeed on this machine for it to be run. */
  private static final Map<String, String> NEEDS =
      Map.of(
          "curl ", "curl --version",
          "examples/python/", "python3 -c 'import httpx'",
          "examples/javascript/", "node --version",
          "examples/curl/", "jq --version",
          "| jq ", "jq --version");

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

  @TempDir Path directory;

  static List<Page> pages() throws IOException {
    try (Stream<Path> files = Files.list(DOCS)) {
      return Stream.concat(
              files.filter(file -> file.toString().endsWith(".md")).sorted(), OTHERS.stream())
          .map(DocumentedCommandsTest::read)
          .toList();
    }
  }

  static List<Page> pagesWithCommands() throws IOException {
    return pages().stream().filter(page -> !page.commands().isEmpty()).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pagesWithCommands")
  void commandsDoAsThePageSays(Page page) throws IOException {
    assumeTrue(isInstalled("bash"), "This machine has no bash: the page is not run.");
    try (var shell = new Shell(directory)) {
      for (String need : needs(page)) {
        assumeTrue(
            shell.run(need).status() == 0, "Not so here: " + need + ": the page is not run.");
      }
      for (Command command : page.commands()) {
        String where = page + ":" + command.line() + " " + command.text();
        Result result = shell.run(command.text());
        assertEquals(0, result.status(), where + "\n" + result.output());
        assertTrue(
            command.printsAsShown(result.output()),
            () -> where + " does not print what the page shows, but:\n" + result.output());
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void linksLeadSomewhere(Page page) throws IOException {
    LINK.matcher(Files.readString(page.file()))
        .results()
        .forEach(
            link ->
                assertTrue(
                    Files.exists(page.file().resolveSibling(link.group(1))),
                    page + " links to " + link.group(1)));
  }

  @Test
  void outputIsComparedByLineWithGapsWhereThePageLeavesThem() {
    var command = new Command(1, "x", List.of("NAME  ID", "Acme  …", "…", "end."));
    assertTrue(command.printsAsShown("NAME     ID\nAcme 7\nmore\nand more\nend.\n"));
    assertFalse(command.printsAsShown("NAME ID\nAcme 7\nend?\n"));
    assertFalse(command.printsAsShown("NAME ID\nAcme 7\nend.\nmore\n"));
  }

  private static List<String> needs(Page page) {
    return NEEDS.entrySet().stream()
        .filter(need -> page.commands().stream().anyMatch(c -> c.text().contains(need.getKey())))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static boolean isInstalled(String tool) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }

  private static Page read(Path file) {
    try {
      return Page.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
