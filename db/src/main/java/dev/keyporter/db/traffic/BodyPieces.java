package dev.keyporter.db.traffic;

import static dev.keyporter.db.generated.Tables.BODY_PIECE;

import java.util.Arrays;
import org.jooq.DSLContext;

/**
 * Long bodies in pieces: the first in the row of the exchange, each other in a row of its own. H2
 * holds a value more than once while it writes it, each time in one array, for which a heap with
 * many bodies has no room.
 */
final class BodyPieces {
  /** In bytes. */
  static final int SIZE = 256 << 10;

  /** Whose body. */
  static final int REQUEST = 0;

  static final int RESPONSE = 1;

  private BodyPieces() {}

  /** How many pieces there are, one at least. */
  static int count(byte[] stored) {
    return Math.max(1, Math.ceilDiv(stored.length, SIZE));
  }

  /** The array itself where there is but one. */
  static byte[] piece(byte[] stored, int number) {
    return stored.length <= SIZE
        ? stored
        : Arrays.copyOfRange(
            stored, number * SIZE, (int) Math.min(stored.length, (number + 1L) * SIZE));
  }

  /** The whole body whose first piece is known; a longer one was stored by an earlier version. */
  static byte[] whole(DSLContext context, long requestId, int part, byte[] first) {
    if (first.length != SIZE) {
      return first;
    }
    var others =
        context
            .select(BODY_PIECE.BYTES)
            .from(BODY_PIECE)
            .where(BODY_PIECE.REQUEST_ID.eq(requestId).and(BODY_PIECE.PART.eq(part)))
            .orderBy(BODY_PIECE.NUMBER)
            .fetch(BODY_PIECE.BYTES);
    int length = first.length + others.stream().mapToInt(piece -> piece.length).sum();
    byte[] whole = Arrays.copyOf(first, length);
    int end = first.length;
    for (byte[] piece : others) {
      System.arraycopy(piece, 0, whole, end, piece.length);
      end += piece.length;
    }
    return whole;
  }
}
