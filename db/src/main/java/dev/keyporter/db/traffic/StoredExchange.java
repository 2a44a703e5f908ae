package dev.keyporter.db.traffic;

import static dev.keyporter.db.generated.Tables.EXCHANGE;

import dev.keyporter.db.pack.BodyCodec;
import dev.keyporter.db.pack.CutExchange;
import dev.keyporter.db.pack.Encoding;
import dev.keyporter.model.traffic.EventTimes;
import dev.keyporter.model.traffic.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * An exchange as it goes to the database. Made on the thread of the request, so that compressing
 * and cutting do not hold up the one that writes.
 *
 * @param exchange without its bodies, which follow
 * @param encoding which bodies are compressed, as {@link Encoding} says
 * @param cut what goes to a pack instead of these bodies and texts; null where nothing does
 */
@SuppressWarnings("ArrayRecordComponent") // Bodies are handed over once and never compared.
public record StoredExchange(
    Exchange exchange,
    int encoding,
    byte[] requestBody,
    byte[] responseBody,
    byte @Nullable [] eventTimes,
    @Nullable CutExchange cut) {
  private static final byte[] NOTHING = {};

  public StoredExchange {
    // The bodies as they were must not be held in memory until these are written.
    exchange = storable(exchange);
  }

  /** Cuts the bodies for a pack, or compresses them where that makes them smaller. */
  @SuppressWarnings("ReferenceEquality") // A body that would not get smaller comes back itself.
  public static StoredExchange of(Exchange exchange) {
    Exchange storable = storable(exchange);
    CutExchange cut =
        CutExchange.of(
            exchange.requestBody(),
            exchange.responseBody(),
            storable.promptText(),
            storable.answerText());
    byte[] request =
        cut != null && cut.request() != null
            ? exchange.requestBody()
            : BodyCodec.compress(exchange.requestBody());
    byte[] response =
        cut != null && cut.response() != null
            ? exchange.responseBody()
            : BodyCodec.compress(exchange.responseBody());
    return new StoredExchange(
        storable,
        (request == exchange.requestBody() ? 0 : Encoding.REQUEST_COMPRESSED)
            | (response == exchange.responseBody() ? 0 : Encoding.RESPONSE_COMPRESSED),
        request,
        response,
        times(exchange),
        cut);
  }

  /** One that has been on its way before; what it was cut into is made again. */
  public static StoredExchange again(
      Exchange exchange,
      int encoding,
      byte[] requestBody,
      byte[] responseBody,
      byte @Nullable [] eventTimes) {
    var compressed = new Encoding(encoding);
    CutExchange cut =
        CutExchange.of(
            compressed.isRequestCompressed() ? NOTHING : requestBody,
            compressed.isResponseCompressed() ? NOTHING : responseBody,
            exchange.promptText(),
            exchange.answerText());
    return new StoredExchange(exchange, encoding, requestBody, responseBody, eventTimes, cut);
  }

  /** With texts as the columns take them. */
  private static Exchange storable(Exchange exchange) {
    return new Exchange(
        exchange.id(),
        exchange.organizationId(),
        exchange.requestHeaders(),
        NOTHING,
        exchange.responseHeaders(),
        NOTHING,
        null,
        Rows.fit(EXCHANGE.PROMPT_TEXT, exchange.promptText()),
        Rows.fit(EXCHANGE.ANSWER_TEXT, exchange.answerText()));
  }

  /** Leaves the bodies as they are, which takes no memory beside theirs. */
  public static StoredExchange asIs(Exchange exchange) {
    return new StoredExchange(
        exchange, 0, exchange.requestBody(), exchange.responseBody(), times(exchange), null);
  }

  private static byte @Nullable [] times(Exchange exchange) {
    EventTimes times = exchange.eventTimes();
    return times == null ? null : EventTimesCodec.encode(times);
  }

  /** Roughly the memory it holds until it is written, in bytes. */
  public long weight() {
    return (long) requestBody.length
        + responseBody.length
        + (eventTimes == null ? 0 : eventTimes.length)
        + length(exchange.requestHeaders())
        + length(exchange.responseHeaders())
        + length(exchange.promptText())
        + length(exchange.answerText())
        + (cut == null ? 0 : cut.weight());
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
