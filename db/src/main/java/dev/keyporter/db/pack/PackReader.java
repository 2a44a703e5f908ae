package dev.keyporter.db.pack;

import static dev.keyporter.db.generated.Tables.PACK_PIECE;
import static dev.keyporter.db.generated.Tables.PACK_RANGE;
import static dev.keyporter.db.generated.Tables.PACK_TEXT;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What a request said, put together from its pack again. */
public final class PackReader {
  /** Rows asked for at once. */
  private static final int CHUNK = 1000;

  private final DSLContext sql;
  private final long pack;
  private final Map<Long, String> texts = new HashMap<>();

  /** A body and its text. */
  @SuppressWarnings("ArrayRecordComponent") // Handed over once and never compared.
  public record Said(byte[] body, @Nullable String text) {}

  /**
   * Reads a request's texts.
   *
   * @throws MissingPieceException where it is in no pack
   */
  public PackReader(DSLContext sql, long request) {
    this.sql = sql;
    var ranges =
        sql.select(PACK_RANGE.FIRST_ID, PACK_RANGE.LAST_ID)
            .from(PACK_RANGE)
            .where(PACK_RANGE.REQUEST_ID.eq(request))
            .fetch();
    if (ranges.isEmpty()) {
      throw new MissingPieceException();
    }
    this.pack = PackIds.pack(ranges.getFirst().value1());
    for (var range : ranges) {
      sql.select(PACK_TEXT.ID, PACK_TEXT.CONTENT)
          .from(PACK_TEXT)
          .where(PACK_TEXT.ID.between(range.value1(), range.value2()))
          .forEach(row -> texts.put(row.value1(), row.value2()));
    }
  }

  /**
   * Puts a body and its text together.
   *
   * @param stored the list that the row of the exchange holds
   * @param rest what the row of the exchange holds of the text
   * @throws MissingPieceException where a piece is not there
   */
  public Said said(byte[] stored, @Nullable String rest) {
    var list = PieceList.read(stored);
    var lines = new ArrayList<String>();
    list.texts().forEach(number -> lines.add(text(number)));
    if (rest != null) {
      lines.add(rest);
    }
    Map<Long, byte[]> pieces = pieces(ids(list.pieces()));
    var body = new ByteArrayOutputStream();
    for (PieceList.Entry entry : list.pieces()) {
      Escaping escaping = entry.escaping();
      body.writeBytes(
          escaping == null
              ? there(pieces.get(PackIds.id(pack, entry.number())))
              : escaping.escape(text(entry.number())));
    }
    return new Said(body.toByteArray(), lines.isEmpty() ? null : String.join("\n", lines));
  }

  private String text(int number) {
    return there(texts.get(PackIds.id(pack, number)));
  }

  private Collection<Long> ids(List<PieceList.Entry> entries) {
    var ids = new TreeSet<Long>();
    for (PieceList.Entry entry : entries) {
      if (entry.escaping() == null) {
        ids.add(PackIds.id(pack, entry.number()));
      }
    }
    return ids;
  }

  private Map<Long, byte[]> pieces(Collection<Long> ids) {
    var pieces = new HashMap<Long, byte[]>();
    var sorted = new ArrayList<>(ids);
    for (int from = 0; from < sorted.size(); from += CHUNK) {
      read(sorted.subList(from, Math.min(sorted.size(), from + CHUNK)), pieces);
    }
    return pieces;
  }

  private void read(Collection<Long> ids, Map<Long, byte[]> pieces) {
    sql.select(PACK_PIECE.ID, PACK_PIECE.ENCODING, PACK_PIECE.BYTES)
        .from(PACK_PIECE)
        .where(PACK_PIECE.ID.in(ids))
        .forEach(
            row ->
                pieces.put(
                    row.value1(),
                    row.value2() == PackWriter.COMPRESSED
                        ? BodyCodec.decompress(row.value3())
                        : row.value3()));
  }

  private static <T> T there(@Nullable T value) {
    if (value == null) {
      throw new MissingPieceException();
    }
    return value;
  }

  /** A piece is not there: the request has been erased since its row was read. */
  public static final class MissingPieceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MissingPieceException() {
      super("A piece of a stored body is missing.");
    }
  }
}
