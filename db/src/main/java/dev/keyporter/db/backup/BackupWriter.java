package dev.keyporter.db.backup;

import dev.keyporter.db.backup.Progress.Stage;
import dev.keyporter.model.Version;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the tables a connection sees into a zip file, a row at a time: for each table an entry of
 * rows, each after a byte 1, the last followed by a byte 0; a value after a byte 1, no value as a
 * byte 0. The manifest comes last, since it holds the checksums.
 */
final class BackupWriter {
  private static final int BUFFER = 1 << 16;

  private final Connection connection;
  private final Progress progress;
  private final Stage stage;

  BackupWriter(Connection connection, Progress progress, Stage stage) {
    this.connection = connection;
    this.progress = progress;
    this.stage = stage;
  }

  /**
   * Writes all tables.
   *
   * @param schema their version
   * @param lockedMasterKey null to leave the master key out
   */
  Manifest write(
      OutputStream file,
      int schema,
      Instant now,
      @Nullable Integer unreadable,
      byte @Nullable [] lockedMasterKey)
      throws IOException, SQLException {
    List<TableShape> shapes = TableShape.all(connection);
    var count = new RowCount(progress, stage, TableShape.countRows(connection, shapes));
    var zip = new ZipOutputStream(file);
    // Most of it is compressed already.
    zip.setLevel(Deflater.BEST_SPEED);
    Map<String, Manifest.Entry> tables = new LinkedHashMap<>();
    for (TableShape shape : shapes) {
      zip.putNextEntry(new ZipEntry(Manifest.entryName(shape.name())));
      tables.put(shape.name(), write(shape, zip, count));
      zip.closeEntry();
    }
    count.tell();
    var manifest =
        new Manifest(Version.current(), schema, now, tables, unreadable, lockedMasterKey);
    zip.putNextEntry(new ZipEntry(Manifest.NAME));
    zip.write(manifest.bytes());
    zip.closeEntry();
    zip.finish();
    return manifest;
  }

  private Manifest.Entry write(TableShape shape, OutputStream zip, RowCount count)
      throws IOException, SQLException {
    MessageDigest digest = sha256();
    var out =
        new DataOutputStream(new BufferedOutputStream(new DigestOutputStream(zip, digest), BUFFER));
    long rows = 0;
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(shape.fetchSize());
      try (ResultSet row = statement.executeQuery(shape.select())) {
        while (row.next()) {
          out.writeByte(1);
          write(shape, row, out);
          rows++;
          count.next();
        }
      }
    }
    out.writeByte(0);
    out.flush();
    return new Manifest.Entry(
        Manifest.Entry.columns(shape), rows, HexFormat.of().formatHex(digest.digest()));
  }

  private static void write(TableShape shape, ResultSet row, DataOutputStream out)
      throws IOException, SQLException {
    for (int i = 0; i < shape.columns().size(); i++) {
      ColumnType type = shape.columns().get(i).type();
      Object value = type.readNullable(row, i + 1);
      out.writeBoolean(value != null);
      if (value != null) {
        type.write(value, out);
      }
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
