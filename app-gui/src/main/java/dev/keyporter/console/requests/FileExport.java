package dev.keyporter.console.requests;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyporter.db.traffic.Requests;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.proxy.export.Export;
import dev.keyporter.proxy.export.RequestWalk;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Writes all requests that a filter finds into a file. The file appears when it is whole: until
 * then another of nearly the same name grows beside it, which goes when the export is cancelled or
 * fails.
 */
final class FileExport {
  private static final String UNFINISHED = ".part";

  private final Requests requests;
  private final RequestFilter filter;
  private final Export.Format format;
  private final Path file;

  /** How far it is. */
  interface Progress {
    /**
     * Called several times a second, on the writing thread.
     *
     * @param reached the arrival time it has come down to
     */
    void at(long written, Optional<Instant> reached);
  }

  FileExport(Requests requests, RequestFilter filter, Export.Format format, Path file) {
    this.requests = requests;
    this.filter = filter;
    this.format = format;
    this.file = file;
  }

  Path file() {
    return file;
  }

  /**
   * Writes it; blocks until that is done.
   *
   * @param isCancelled asked again and again
   * @return how many requests were written; empty where it was cancelled
   * @throws IOException when the file cannot be written; what was written is gone
   */
  Optional<Long> run(Progress progress, BooleanSupplier isCancelled) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
    // Where the console is closed meanwhile.
    unfinished.toFile().deleteOnExit();
    try {
      Optional<Long> written = write(unfinished, progress, isCancelled);
      if (written.isPresent()) {
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
      }
      return written;
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private Optional<Long> write(Path unfinished, Progress progress, BooleanSupplier isCancelled)
      throws IOException {
    try (var writer = Files.newBufferedWriter(unfinished, UTF_8);
        var out = new PrintWriter(writer)) {
      var export = Export.ofRequests(out, format);
      export.begin();
      long written =
          new RequestWalk(requests)
              .each(
                  filter,
                  Long.MAX_VALUE,
                  export::write,
                  (found, reached) -> {
                    progress.at(found, reached);
                    return !isCancelled.getAsBoolean() && !out.checkError();
                  });
      export.end();
      if (isCancelled.getAsBoolean()) {
        return Optional.empty();
      }
      if (out.checkError()) {
        // PrintWriter keeps the reason to itself; most often the disk is full.
        writer.flush();
        throw new IOException("The file could not be written to its end.");
      }
      return Optional.of(written);
    }
  }
}
