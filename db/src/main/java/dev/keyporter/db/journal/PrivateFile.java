package dev.keyporter.db.journal;

import dev.keyporter.db.engine.DataDirectory;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files for their owner alone. They are written past channels, which close for everybody when one
 * thread that writes is interrupted.
 */
final class PrivateFile {
  private PrivateFile() {}

  /** Makes one that is not there yet. */
  static RandomAccessFile create(Path path) throws IOException {
    Files.createFile(path, DataDirectory.ownerOnly(path, "rw-------"));
    return new RandomAccessFile(path.toFile(), "rw");
  }
}
