package dev.keyporter.db.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Room on the disk that is kept for what must still be written: a file of zeros, given up when the
 * disk is full.
 */
final class Reserve implements AutoCloseable {
  /** It grows and shrinks by so much, in bytes. */
  private static final int STEP = 64 << 10;

  private final Path path;
  private @Nullable RandomAccessFile file;
  private long size;

  Reserve(Path path) {
    this.path = path;
  }

  /**
   * Keeps at least so much.
   *
   * @throws IOException where the disk does not have it
   */
  void keep(long bytes) throws IOException {
    while (size < bytes) {
      RandomAccessFile zeros = open();
      zeros.seek(size);
      zeros.write(new byte[STEP]);
      size += STEP;
    }
  }

  /** Gives back what is over this, but for a little. */
  void shrink(long bytes) throws IOException {
    if (size > 2 * bytes + STEP) {
      size = bytes + STEP;
      open().setLength(size);
    }
  }

  /** Gives all of it to what is written next. */
  void giveUp() throws IOException {
    size = 0;
    open().setLength(0);
  }

  private RandomAccessFile open() throws IOException {
    if (file == null) {
      file = PrivateFile.create(path);
    }
    return file;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
      Files.deleteIfExists(path);
    }
  }
}
