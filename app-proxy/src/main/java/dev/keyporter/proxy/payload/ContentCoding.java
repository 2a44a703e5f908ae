package dev.keyporter.proxy.payload;

import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.error.ProxyException;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.memory.HeldBytes;
import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Undoes the content codings bodies arrive in: gzip, deflate and zstd (<a
 * href="https://www.rfc-editor.org/rfc/rfc9110#section-8.4.1">RFC 9110</a>, <a
 * href="https://www.rfc-editor.org/rfc/rfc8878">RFC 8878</a>), one or several.
 */
public final class ContentCoding {
  /** Longest decoded body, 256 MiB. */
  static final long MAX_DECODED_BYTES = 256L << 20;

  /** Up to here a body may unfold by any factor, 16 MiB. */
  private static final long FREE_BYTES = 16L << 20;

  /** Beyond {@link #FREE_BYTES}; JSON with images in base64 unfolds by less than ten. */
  private static final long MAX_RATIO = 100;

  private ContentCoding() {}

  /** Whether the body stands as it is, without any coding. */
  public static boolean isIdentity(@Nullable String contentEncoding) {
    if (contentEncoding == null) {
      return true;
    }
    for (String coding : contentEncoding.split(",", -1)) {
      if (!coding.isBlank() && !coding.strip().equalsIgnoreCase("identity")) {
        return false;
      }
    }
    return true;
  }

  /**
   * The body without its codings; the array itself where there are none.
   *
   * @param contentEncoding the header's value, null where there is none
   * @param memory where what they unfold to is taken from
   * @return empty where a coding is none of those known here
   * @throws MalformedCodingException when the body does not decode, or unfolds to more than 256
   *     MiB, or to more than 16 MiB and a hundred times its size
   * @throws ProxyException with {@link ProxyError.BodyMemoryExhausted} where there is no room
   */
  public static Optional<byte[]> decode(
      byte[] body, @Nullable String contentEncoding, BodyMemory.Share memory) {
    if (isIdentity(contentEncoding) || contentEncoding == null) {
      return Optional.of(body);
    }
    byte[] decoded = body;
    for (String coding : codings(contentEncoding)) {
      Optional<Decoder> decoder = decoder(coding);
      if (decoder.isEmpty()) {
        return Optional.empty();
      }
      decoded = decode(decoded, decoder.get(), memory);
    }
    return Optional.of(decoded);
  }

  /**
   * The body without its codings, as it comes; the stream itself where there are none. Who reads it
   * must be ready for any length, and for unchecked exceptions where it is damaged.
   *
   * @param contentEncoding the header's value, null where there is none
   * @return empty where a coding is none of those known here
   */
  public static Optional<InputStream> decode(InputStream body, @Nullable String contentEncoding)
      throws IOException {
    if (isIdentity(contentEncoding) || contentEncoding == null) {
      return Optional.of(body);
    }
    InputStream decoded = body;
    for (String coding : codings(contentEncoding)) {
      Optional<Decoder> decoder = decoder(coding);
      if (decoder.isEmpty()) {
        return Optional.empty();
      }
      decoded = decoder.get().open(decoded);
    }
    return Optional.of(decoded);
  }

  /** The last one that was applied first. */
  private static List<String> codings(String contentEncoding) {
    return Stream.of(contentEncoding.toLowerCase(Locale.ROOT).split(",", -1))
        .map(String::strip)
        .toList()
        .reversed();
  }

  @FunctionalInterface
  private interface Decoder {
    InputStream open(InputStream body) throws IOException;
  }

  private static Optional<Decoder> decoder(String coding) {
    return switch (coding) {
      case "", "identity" -> Optional.of(body -> body);
      case "gzip", "x-gzip" -> Optional.of(GZIPInputStream::new);
      case "deflate" -> Optional.of(ContentCoding::inflate);
      case "zstd" -> Optional.of(ZstdInputStream::new);
      default -> Optional.empty();
    };
  }

  /** Deflate in its zlib wrapping, or bare, as some senders have it. */
  private static InputStream inflate(InputStream body) throws IOException {
    var pushed = new PushbackInputStream(body, 2);
    byte[] head = pushed.readNBytes(2);
    pushed.unread(head);
    boolean wrapped =
        head.length == 2
            && (head[0] & 0x0F) == 8
            && ((head[0] & 0xFF) << 8 | (head[1] & 0xFF)) % 31 == 0;
    return new InflaterInputStream(pushed, new Inflater(!wrapped)) {
      @Override
      public void close() throws IOException {
        inf.end();
        super.close();
      }
    };
  }

  private static byte[] decode(byte[] body, Decoder decoder, BodyMemory.Share memory) {
    long limit = Math.min(MAX_DECODED_BYTES, Math.max(FREE_BYTES, body.length * MAX_RATIO));
    try (InputStream in = decoder.open(new ByteArrayInputStream(body))) {
      var out = new HeldBytes(memory, -1, Integer.MAX_VALUE - 8);
      byte[] piece = new byte[16 << 10];
      int read = in.read(piece);
      while (read >= 0) {
        out.add(piece, 0, read);
        if (out.size() > limit) {
          throw new MalformedCodingException("The body decodes to more than can be taken.");
        }
        read = in.read(piece);
      }
      return out.bytes();
    } catch (MalformedCodingException | ProxyException e) {
      throw e;
    } catch (EOFException e) {
      throw new MalformedCodingException("The body ends before its encoding does.");
    } catch (IOException | RuntimeException e) {
      // The zstd decoder reports damage as unchecked exceptions.
      throw new MalformedCodingException("The body is not what its Content-Encoding says.");
    }
  }
}
