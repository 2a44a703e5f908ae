package dev.keyporter.proxy.payload;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import org.jspecify.annotations.Nullable;

/** How this package reads JSON: from UTF-8 bytes, in one pass, copying only what is kept. */
public final class Json {
  /** Deepest nesting that is read. */
  public static final int MAX_DEPTH = 1000;

  /** Bodies are bounded before they get here, so their strings and numbers need no bound. */
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          // UTF-8 only; the parser would else take UTF-16 and UTF-32, which no provider does.
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          // Names come from clients: none may stay in the JVM's table of strings.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          // Buffers kept by thread would be made anew for every virtual thread.
          .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
          .build();

  /** Longest count that is taken for one: far above any, far below where long ends. */
  private static final int MAX_DIGITS = 15;

  private Json() {}

  public static JsonParser parser(byte[] json, int from, int to) throws IOException {
    return FACTORY.createParser(json, from, to - from);
  }

  public static JsonParser parser(byte[] json) throws IOException {
    return parser(json, 0, json.length);
  }

  /** Where the token the parser stands on begins, counted from where the parser began. */
  public static int tokenStart(JsonParser parser) {
    return (int) parser.currentTokenLocation().getByteOffset();
  }

  /** The string the parser stands on, cut after so many characters; null for anything else. */
  public static @Nullable String string(JsonParser parser, byte[] json, int from, int maxChars) {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      return null;
    }
    return SearchText.decode(json, from + tokenStart(parser), maxChars);
  }

  /** The count the parser stands on; -1 for anything that is none. */
  public static long count(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
        || parser.getTextLength() > MAX_DIGITS) {
      return -1;
    }
    return Math.max(-1, parser.getLongValue());
  }

  /** Where the first bytes that are not UTF-8 begin; -1 where all are. */
  public static int malformedUtf8(byte[] bytes) {
    if (isAscii(bytes)) {
      return -1;
    }
    CharsetDecoder decoder =
        UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(Math.clamp(bytes.length, 2, 4096));
    while (in.hasRemaining()) {
      out.clear();
      if (decoder.decode(in, out, true).isError()) {
        return in.position();
      }
    }
    return -1;
  }

  /** Most bodies are; this is a fraction of a decoder's work. */
  private static boolean isAscii(byte[] bytes) {
    int all = 0;
    for (byte b : bytes) {
      all |= b;
    }
    return all >= 0;
  }
}
