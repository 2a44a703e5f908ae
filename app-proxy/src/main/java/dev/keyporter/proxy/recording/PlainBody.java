package dev.keyporter.proxy.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyporter.proxy.error.ProxyException;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.payload.ContentCoding;
import dev.keyporter.proxy.payload.MalformedCodingException;
import java.util.stream.Collectors;

/**
 * A body without its content coding, in which neither a secret nor what a rule looks for would be
 * found, and its headers, which then name none.
 */
@SuppressWarnings("ArrayRecordComponent") // Made, taken apart and never compared.
record PlainBody(String headers, byte[] bytes) {
  private static final String CODING = "content-encoding:";
  private static final byte[] WITHHELD =
      "[withheld: its Content-Encoding cannot be undone, so secrets cannot be found]"
          .getBytes(UTF_8);

  /** In place of a body that cannot be redacted in the memory there is. */
  static final byte[] NO_ROOM =
      "[withheld: the proxy had too many large bodies in hand to redact it]".getBytes(UTF_8);

  static PlainBody of(String headers, byte[] bytes, BodyMemory.Share memory) {
    String coding =
        headers
            .lines()
            .filter(PlainBody::namesCoding)
            .map(line -> line.substring(CODING.length()).strip())
            .collect(Collectors.joining(", "));
    if (bytes.length == 0 || ContentCoding.isIdentity(coding)) {
      return new PlainBody(headers, bytes);
    }
    String others =
        headers.lines().filter(line -> !namesCoding(line)).collect(Collectors.joining("\n"));
    return new PlainBody(others, decoded(bytes, coding, memory));
  }

  /** Whether the body cannot be read, so that a note stands in its place. */
  @SuppressWarnings("ReferenceEquality") // The note itself, not what reads like it.
  boolean isWithheld() {
    return bytes == WITHHELD || bytes == NO_ROOM;
  }

  private static byte[] decoded(byte[] bytes, String coding, BodyMemory.Share memory) {
    try {
      return ContentCoding.decode(bytes, coding, memory).orElse(WITHHELD);
    } catch (MalformedCodingException _) {
      return WITHHELD;
    } catch (ProxyException _) {
      return NO_ROOM;
    }
  }

  private static boolean namesCoding(String line) {
    return line.regionMatches(true, 0, CODING, 0, CODING.length());
  }
}
