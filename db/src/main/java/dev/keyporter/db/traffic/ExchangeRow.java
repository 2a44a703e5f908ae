package dev.keyporter.db.traffic;

import dev.keyporter.db.pack.Encoding;
import dev.keyporter.db.pack.PackWriter;
import org.jspecify.annotations.Nullable;

/**
 * What the row of an exchange holds.
 *
 * @param request the body, or the list of its pieces
 * @param response the body, or the list of its pieces
 * @param prompt the text, or what of it is in no pack
 * @param answer the text, or what of it is in no pack
 */
@SuppressWarnings("ArrayRecordComponent") // Bodies are handed over once and never compared.
record ExchangeRow(
    StoredExchange stored,
    Encoding encoding,
    byte[] request,
    byte[] response,
    @Nullable String prompt,
    @Nullable String answer) {
  static ExchangeRow whole(StoredExchange stored) {
    return new ExchangeRow(
        stored,
        new Encoding(stored.encoding()),
        stored.requestBody(),
        stored.responseBody(),
        stored.exchange().promptText(),
        stored.exchange().answerText());
  }

  static ExchangeRow packed(StoredExchange stored, PackWriter.Packed packed) {
    PackWriter.PackedBody request = packed.request();
    PackWriter.PackedBody response = packed.response();
    return new ExchangeRow(
        stored,
        Encoding.of(stored.encoding(), packed),
        request == null ? stored.requestBody() : request.list(),
        response == null ? stored.responseBody() : response.list(),
        request == null ? stored.exchange().promptText() : request.rest(),
        response == null ? stored.exchange().answerText() : response.rest());
  }
}
