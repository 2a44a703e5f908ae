package dev.keyporter.db.traffic;

import static dev.keyporter.db.generated.Tables.EXCHANGE;

import dev.keyporter.db.pack.BodyCodec;
import dev.keyporter.db.pack.Encoding;
import dev.keyporter.db.pack.PackReader;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.model.traffic.RequestId;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Reads what a request said, wherever it lies: in its row, in pieces beside it, in a pack. */
final class ExchangeReader {
  private ExchangeReader() {}

  /** As it was recorded; empty where it was not, or is erased. */
  static Optional<Exchange> read(DSLContext context, long id) {
    return context
        .selectFrom(EXCHANGE)
        .where(EXCHANGE.REQUEST_ID.eq(id))
        .fetchOptional()
        .flatMap(row -> read(context, id, row));
  }

  /** What is erased after its row was read may have been so before its pieces were. */
  private static Optional<Exchange> read(DSLContext context, long id, Record row) {
    try {
      Exchange exchange = exchange(context, id, row);
      return isThere(context, id) ? Optional.of(exchange) : Optional.empty();
    } catch (PackReader.MissingPieceException e) {
      if (isThere(context, id)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private static boolean isThere(DSLContext context, long id) {
    return context.fetchExists(EXCHANGE, EXCHANGE.REQUEST_ID.eq(id));
  }

  private static Exchange exchange(DSLContext context, long id, Record row) {
    var encoding = new Encoding(row.get(EXCHANGE.ENCODING));
    byte[] request = row.get(EXCHANGE.REQUEST_BODY);
    byte[] response = row.get(EXCHANGE.RESPONSE_BODY);
    String prompt = row.get(EXCHANGE.PROMPT_TEXT);
    String answer = row.get(EXCHANGE.ANSWER_TEXT);
    byte[] times = row.get(EXCHANGE.EVENT_TIMES);
    var asked = new PackReader.Said(request, prompt);
    var answered = new PackReader.Said(response, answer);
    if (encoding.isRequestPacked() || encoding.isResponsePacked()) {
      var pack = new PackReader(context, id);
      asked = encoding.isRequestPacked() ? pack.said(request, prompt) : asked;
      answered = encoding.isResponsePacked() ? pack.said(response, answer) : answered;
    }
    return new Exchange(
        new RequestId(id),
        new OrganizationId(row.get(EXCHANGE.ORGANIZATION_ID)),
        row.get(EXCHANGE.REQUEST_HEADERS),
        body(context, id, BodyPieces.REQUEST, encoding.isRequestCompressed(), asked),
        row.get(EXCHANGE.RESPONSE_HEADERS),
        body(context, id, BodyPieces.RESPONSE, encoding.isResponseCompressed(), answered),
        times == null ? null : EventTimesCodec.decode(times),
        asked.text(),
        answered.text());
  }

  private static byte[] body(
      DSLContext context, long id, int part, boolean isCompressed, PackReader.Said said) {
    byte[] stored = BodyPieces.whole(context, id, part, said.body());
    return isCompressed ? BodyCodec.decompress(stored) : stored;
  }
}
