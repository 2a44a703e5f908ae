package dev.keyporter.db.backup;

import dev.keyporter.db.backup.BackupException.Kind;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** A backup that is being read. */
final class BackupFile implements AutoCloseable {
  private static final int BUFFER = 1 << 16;
  private static final int MOST_MANIFEST_BYTES = 1 << 20;

  private final ZipFile zip;
  private final Manifest manifest;

  private BackupFile(ZipFile zip, Manifest manifest) {
    this.zip = zip;
    this.manifest = manifest;
  }

  /** Takes the values of a row, in the order of the table's columns. */
  interface Rows {
    void take(@Nullable Object[] values) throws SQLException;
  }

  /**
   * Opens a backup, and looks at what it says about itself only.
   *
   * @throws BackupException where it is none, or was cut off
   */
  static BackupFile open(Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new BackupException(
          Kind.NOT_READABLE,
          Files.exists(file)
              ? "The file " + file + " cannot be read. Check its owner."
              : "There is no file " + file + ".");
    }
    try {
      var zip = new ZipFile(file.toFile());
      try {
        return new BackupFile(zip, manifest(zip, file));
      } catch (IOException | RuntimeException e) {
        zip.close();
        throw e;
      }
    } catch (IOException e) {
      if (beginsLikeOne(file)) {
        throw BackupException.damaged(e);
      }
      throw none(file, e);
    }
  }

  private static Manifest manifest(ZipFile zip, Path file) throws IOException {
    ZipEntry entry = zip.getEntry(Manifest.NAME);
    if (entry == null) {
      throw none(file, null);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return Manifest.parse(in.readNBytes(MOST_MANIFEST_BYTES));
    }
  }

  private static boolean beginsLikeOne(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(2);
      return start.length == 2 && start[0] == 'P' && start[1] == 'K';
    } catch (IOException _) {
      return false;
    }
  }

  private static BackupException none(Path file, @Nullable IOException cause) {
    return new BackupException(
        Kind.NO_BACKUP, "The file " + file + " is not a backup of Keyporter.", cause);
  }

  Manifest manifest() {
    return manifest;
  }

  /**
   * Reads a table.
   *
   * @throws BackupException where it is not what the manifest says
   */
  void read(TableShape shape, Rows rows) throws SQLException {
    Manifest.Entry said = manifest.tables().get(shape.name());
    ZipEntry entry = zip.getEntry(Manifest.entryName(shape.name()));
    if (said == null || entry == null || !said.columns().equals(Manifest.Entry.columns(shape))) {
      throw BackupException.damaged(null);
    }
    MessageDigest digest = BackupWriter.sha256();
    try (InputStream bytes = zip.getInputStream(entry);
        var in =
            new DataInputStream(
                new BufferedInputStream(new DigestInputStream(bytes, digest), BUFFER))) {
      long count = 0;
      while (in.readBoolean()) {
        rows.take(row(shape, in));
        count++;
      }
      boolean isAll = in.read() < 0 && count == said.rows();
      if (!isAll || !HexFormat.of().formatHex(digest.digest()).equals(said.sha256())) {
        throw BackupException.damaged(null);
      }
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw BackupException.damaged(e);
    }
  }

  private static @Nullable Object[] row(TableShape shape, DataInputStream in) throws IOException {
    @Nullable Object[] values = new @Nullable Object[shape.columns().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readBoolean() ? value(shape.columns().get(i).type(), in) : null;
    }
    return values;
  }

  /** Changed bytes may mean what no value can be; each type has its own exception for that. */
  private static Object value(ColumnType type, DataInputStream in) throws IOException {
    try {
      return type.read(in);
    } catch (RuntimeException e) {
      throw BackupException.damaged(e);
    }
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException _) {
      // It was only read.
    }
  }
}
