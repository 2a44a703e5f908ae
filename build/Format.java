import com.google.googlejavaformat.java.Formatter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks or applies google-java-format to every Java source below a folder.
 *
 * <p>Run by the build ({@code check}) and by {@code mvn -N validate -Dformat=write} ({@code
 * write}). It is a program of its own because the formatter parses with the JDK it runs on, and
 * Maven itself may run on one too old for this project's sources.
 */
void main(String[] args) throws Exception {
  boolean write = args[0].equals("write");
  var formatter = new Formatter();
  List<Path> unformatted = new ArrayList<>();
  for (Path source : sourcesBelow(Path.of(args[1]))) {
    String text = Files.readString(source).replace("\r\n", "\n");
    String formatted = formatter.formatSourceAndFixImports(text);
    if (!formatted.equals(text)) {
      unformatted.add(source);
      if (write) {
        Files.writeString(source, formatted);
      }
    }
  }
  unformatted.forEach(path -> IO.println((write ? "formatted " : "not formatted: ") + path));
  if (!write && !unformatted.isEmpty()) {
    IO.println("Run: mvn -N validate -Dformat=write");
    System.exit(1);
  }
}

List<Path> sourcesBelow(Path root) throws Exception {
  List<Path> sources = new ArrayList<>();
  Files.walkFileTree(
      root,
      new SimpleFileVisitor<>() {
        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
          String name = folder.getFileName().toString();
          boolean skip =
              name.equals("target") || name.equals("node_modules") || name.equals(".git");
          return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
          if (file.toString().endsWith(".java")) {
            sources.add(file);
          }
          return FileVisitResult.CONTINUE;
        }
      });
  return sources;
}
