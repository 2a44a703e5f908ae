package dev.keyporter.proxy.testing;

import io.airlift.compress.v3.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Codes bodies as clients do. */
public final class Codings {
  private Codings() {}

  /**
   * A body in these codings.
   *
   * @param contentEncoding identity, gzip, deflate and zstd, separated by commas
   */
  public static byte[] coded(String contentEncoding, byte[] plain) throws IOException {
    byte[] coded = plain;
    for (String coding : contentEncoding.split(", ", -1)) {
      var out = new ByteArrayOutputStream();
      try (OutputStream coder = coder(coding, out)) {
        coder.write(coded);
      }
      coded = out.toByteArray();
    }
    return coded;
  }

  private static OutputStream coder(String coding, OutputStream out) throws IOException {
    return switch (coding) {
      case "gzip" -> new GZIPOutputStream(out);
      case "deflate" -> new DeflaterOutputStream(out);
      case "zstd" -> new ZstdOutputStream(out);
      case "identity" -> out;
      default -> throw new IllegalArgumentException(coding);
    };
  }
}
