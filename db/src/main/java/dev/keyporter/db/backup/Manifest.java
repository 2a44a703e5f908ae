package dev.keyporter.db.backup;

import dev.keyporter.db.backup.BackupException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What a backup says about itself.
 *
 * @param program the version of the program that made it
 * @param schema the version of the tables in it
 * @param createdAt the moment whose state it holds
 * @param tables in the order in which they can be filled
 * @param unreadable how many of its secrets could not be decrypted where it was made; null where
 *     nobody looked
 * @param lockedMasterKey the master key, encrypted with a passphrase; null where it is left out
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over once and never compared.
record Manifest(
    String program,
    int schema,
    Instant createdAt,
    Map<String, Entry> tables,
    @Nullable Integer unreadable,
    byte @Nullable [] lockedMasterKey) {
  static final String NAME = "manifest.properties";

  /** The layout of the file: raised when older programs could not read it any more. */
  private static final int FORMAT = 1;

  /**
   * A table in the backup.
   *
   * @param columns their names and types, as {@code name:TYPE}
   * @param sha256 of the rows' bytes, in hexadecimal digits
   */
  record Entry(List<String> columns, long rows, String sha256) {
    static List<String> columns(TableShape shape) {
      return shape.columns().stream()
          .map(column -> column.name() + ":" + column.type().name())
          .toList();
    }
  }

  /** The name of the file in the backup that holds a table's rows. */
  static String entryName(String table) {
    return table + ".rows";
  }

  long rows() {
    return tables.values().stream().mapToLong(Entry::rows).sum();
  }

  byte[] bytes() throws IOException {
    var properties = new Properties();
    properties.setProperty("format", Integer.toString(FORMAT));
    properties.setProperty("program", program);
    properties.setProperty("schema", Integer.toString(schema));
    properties.setProperty("created_at", createdAt.toString());
    if (unreadable != null) {
      properties.setProperty("unreadable_secrets", unreadable.toString());
    }
    properties.setProperty("tables", String.join(",", tables.keySet()));
    tables.forEach(
        (name, entry) -> {
          properties.setProperty(name + ".columns", String.join(",", entry.columns()));
          properties.setProperty(name + ".rows", Long.toString(entry.rows()));
          properties.setProperty(name + ".sha256", entry.sha256());
        });
    if (lockedMasterKey != null) {
      properties.setProperty("master_key", Base64.getEncoder().encodeToString(lockedMasterKey));
    }
    var bytes = new ByteArrayOutputStream();
    try (Writer writer = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
      properties.store(writer, "A backup of Keyporter");
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #bytes} wrote.
   *
   * @throws BackupException where a newer program wrote it, or it was changed
   */
  static Manifest parse(byte[] bytes) {
    try {
      var properties = new Properties();
      properties.load(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
      if (Integer.parseInt(text(properties, "format")) > FORMAT) {
        throw new BackupException(
            Kind.NEWER,
            "A newer version of Keyporter made this backup. Update this one to restore it.");
      }
      Map<String, Entry> tables = new LinkedHashMap<>();
      for (String name : text(properties, "tables").split(",", -1)) {
        tables.put(
            name,
            new Entry(
                Arrays.asList(text(properties, name + ".columns").split(",", -1)),
                Long.parseLong(text(properties, name + ".rows")),
                text(properties, name + ".sha256")));
      }
      String key = properties.getProperty("master_key");
      String unreadable = properties.getProperty("unreadable_secrets");
      return new Manifest(
          text(properties, "program"),
          Integer.parseInt(text(properties, "schema")),
          Instant.parse(text(properties, "created_at")),
          tables,
          unreadable == null ? null : Integer.valueOf(unreadable),
          key == null ? null : Base64.getDecoder().decode(key));
    } catch (IOException | IllegalArgumentException | DateTimeParseException e) {
      throw BackupException.damaged(e);
    }
  }

  private static String text(Properties properties, String name) {
    String value = properties.getProperty(name);
    if (value == null) {
      throw new IllegalArgumentException("It lacks " + name + ".");
    }
    return value;
  }

  @Override
  public String toString() {
    return "Manifest[program=" + program + ", schema=" + schema + ", createdAt=" + createdAt + "]";
  }
}
