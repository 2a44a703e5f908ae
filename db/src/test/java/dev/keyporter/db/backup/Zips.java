package dev.keyporter.db.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Changes zip files. */
final class Zips {
  private Zips() {}

  static void change(Path file, String name, UnaryOperator<String> change) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipFile(file.toFile());
        var out = new ZipOutputStream(bytes)) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        byte[] content = zip.getInputStream(entry).readAllBytes();
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(
            entry.getName().equals(name)
                ? change.apply(new String(content, UTF_8)).getBytes(UTF_8)
                : content);
        out.closeEntry();
      }
    }
    Files.write(file, bytes.toByteArray());
  }
}
