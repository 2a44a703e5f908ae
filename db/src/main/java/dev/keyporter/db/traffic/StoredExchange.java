package dev.keyporter.db.traffic;

import dev.keyporter.model.traffic.EventTimes;
import dev.keyporter.model.traffic.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * An exchange as it lies in the database. Made on the thread of the request, so that compressing
 * does not hold up the one that writes.
 *
 * @param exchange without its bodies, which follow
 * @param encoding which bodies are compressed: bit 0 the request's, bit 1 the response's
 */
@SuppressWarnings("ArrayRecordComponent") // Bodies are handed over once and never compared.
public record StoredExchange(
    Exchange exchange,
    int encoding,
    byte[] requestBody,
    byte[] responseBody,
    byte @Nullable [] eventTimes) {
  private static final int REQUEST_COMPRESSED = 1;
  private static final int RESPONSE_COMPRESSED = 2;
  private static final byte[] NOTHING = {};

  public StoredExchange {
    // The bodies as they were must not be held in memory until these are written.
    exchange =
        new Exchange(
            exchange.id(),
            exchange.organizationId(),
            exchange.requestHeaders(),
            NOTHING,
            exchange.responseHeaders(),
            NOTHING,
            null,
            exchange.promptText(),
            exchange.answerText());
  }

  /** Compresses the bodies where that makes them smaller. */
  @SuppressWarnings("ReferenceEquality") // A body that would not get smaller comes back itself.
  public static StoredExchange of(Exchange exchange) {
    byte[] request = BodyCodec.compress(exchange.requestBody());
    byte[] response = BodyCodec.compress(exchange.responseBody());
    return new StoredExchange(
        exchange,
        (request == exchange.requestBody() ? 0 : REQUEST_COMPRESSED)
            | (response == exchange.responseBody() ? 0 : RESPONSE_COMPRESSED),
        request,
        response,
        times(exchange));
  }

  /** Leaves the bodies as they are, which takes no memory beside theirs. */
  public static StoredExchange asIs(Exchange exchange) {
    return new StoredExchange(
        exchange, 0, exchange.requestBody(), exchange.responseBody(), times(exchange));
  }

  private static byte @Nullable [] times(Exchange exchange) {
    EventTimes times = exchange.eventTimes();
    return times == null ? null : EventTimesCodec.encode(times);
  }

  static byte[] requestBody(int encoding, byte[] stored) {
    return (encoding & REQUEST_COMPRESSED) == 0 ? stored : BodyCodec.decompress(stored);
  }

  static byte[] responseBody(int encoding, byte[] stored) {
    return (encoding & RESPONSE_COMPRESSED) == 0 ? stored : BodyCodec.decompress(stored);
  }

  /** Roughly the memory it holds until it is written, in bytes. */
  public long weight() {
    return (long) requestBody.length
        + responseBody.length
        + (eventTimes == null ? 0 : eventTimes.length)
        + length(exchange.requestHeaders())
        + length(exchange.responseHeaders())
        + length(exchange.promptText())
        + length(exchange.answerText());
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
