package dev.keyporter.proxy.transcript;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.payload.Beginning;
import dev.keyporter.proxy.payload.ContentCoding;
import dev.keyporter.proxy.payload.MalformedCodingException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;
import java.util.Optional;

/**
 * A recorded body without its content codings.
 *
 * @param contentType in lower case without parameters; empty where none was named
 * @param bytes as they went over the wire where the coding is not known or they do not decode
 */
@SuppressWarnings("ArrayRecordComponent") // Bodies are handed over once and never compared.
public record Body(String contentType, byte[] bytes) {
  /** What was asked. */
  public static Body ofRequest(Exchange exchange) {
    return of(exchange.requestHeaders(), exchange.requestBody());
  }

  /** What was answered. */
  public static Body ofResponse(Exchange exchange) {
    return of(exchange.responseHeaders(), exchange.responseBody());
  }

  private static Body of(String headers, byte[] bytes) {
    String type = header(headers, "content-type").orElse("");
    int parameters = type.indexOf(';');
    String plain = (parameters < 0 ? type : type.substring(0, parameters)).strip();
    return new Body(
        plain.toLowerCase(Locale.ROOT),
        decoded(bytes, header(headers, "content-encoding").orElse("")));
  }

  private static byte[] decoded(byte[] bytes, String coding) {
    try {
      return ContentCoding.decode(bytes, coding, BodyMemory.unbounded().share()).orElse(bytes);
    } catch (MalformedCodingException _) {
      return bytes;
    }
  }

  /** The value of the first header of that name, in any case. */
  private static Optional<String> header(String headers, String name) {
    return headers
        .lines()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst();
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /** What it says of itself where it is only the beginning of what was sent. */
  public Optional<String> cut() {
    return Beginning.note(bytes);
  }

  /** Whether it is a stream of events. */
  public boolean isEventStream() {
    return contentType.equals("text/event-stream");
  }

  /** The text, where it is one. */
  public Optional<String> text() {
    for (byte b : bytes) {
      if (b == 0) {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }
}
