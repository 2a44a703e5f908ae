package dev.keyporter.db.pack;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a body and its text are made of, as the row of the exchange holds it: how many parts the
 * text has and each of them, then each piece of the body, in seven-bit groups, the lowest first.
 * The lowest two bits of a part or piece say what it is, 0 a piece and 1 to 3 a text with its
 * escaping; the others by how much its number differs from the one after the last of its kind, with
 * the sign lowest. So what was stored one after the other takes a byte each.
 *
 * @param texts the parts of the text, in their order
 */
record PieceList(List<Integer> texts, List<Entry> pieces) {
  private static final int KIND_BITS = 2;
  private static final int GROUP_BITS = 7;
  private static final int MORE = 1 << GROUP_BITS;

  /**
   * A piece of the body.
   *
   * @param escaping of one that is a text; null for any other
   */
  record Entry(int number, @Nullable Escaping escaping) {}

  byte[] bytes() {
    var bytes = new ByteArrayOutputStream();
    write(texts.size(), bytes);
    int nextText = 0;
    for (int text : texts) {
      write(difference(text - nextText, 0), bytes);
      nextText = text + 1;
    }
    nextText = 0;
    int nextPiece = PackIds.FIRST_PIECE;
    for (Entry piece : pieces) {
      Escaping escaping = piece.escaping();
      if (escaping == null) {
        write(difference(piece.number() - nextPiece, 0), bytes);
        nextPiece = piece.number() + 1;
      } else {
        write(difference(piece.number() - nextText, escaping.code), bytes);
        nextText = piece.number() + 1;
      }
    }
    return bytes.toByteArray();
  }

  private static long difference(int difference, int kind) {
    int zigzag = difference << 1 ^ difference >> 31;
    return (zigzag & 0xFFFFFFFFL) << KIND_BITS | kind;
  }

  private static void write(long number, ByteArrayOutputStream bytes) {
    long value = number;
    while (value >= MORE) {
      bytes.write((int) (value & (MORE - 1)) | MORE);
      value >>>= GROUP_BITS;
    }
    bytes.write((int) value);
  }

  /**
   * Reads a list.
   *
   * @throws IllegalStateException when the bytes are none
   */
  static PieceList read(byte[] bytes) {
    var numbers = new Numbers(bytes);
    var texts = new ArrayList<Integer>();
    int nextText = 0;
    for (long count = numbers.next(); count > 0; count--) {
      nextText += difference(numbers.next());
      texts.add(nextText++);
    }
    var pieces = new ArrayList<Entry>();
    nextText = 0;
    int nextPiece = PackIds.FIRST_PIECE;
    while (numbers.at < bytes.length) {
      long value = numbers.next();
      int kind = (int) value & (1 << KIND_BITS) - 1;
      if (kind == 0) {
        nextPiece += difference(value);
        pieces.add(new Entry(nextPiece++, null));
      } else {
        nextText += difference(value);
        pieces.add(new Entry(nextText++, Escaping.of(kind)));
      }
    }
    return new PieceList(texts, pieces);
  }

  private static int difference(long value) {
    int zigzag = (int) (value >>> KIND_BITS);
    return zigzag >>> 1 ^ -(zigzag & 1);
  }

  private static final class Numbers {
    private final byte[] bytes;
    int at;

    Numbers(byte[] bytes) {
      this.bytes = bytes;
    }

    long next() {
      long value = 0;
      for (int shift = 0; at < bytes.length; shift += GROUP_BITS) {
        byte group = bytes[at++];
        value |= (long) (group & (MORE - 1)) << shift;
        if (group >= 0) {
          return value;
        }
      }
      throw new IllegalStateException("A stored body is damaged.");
    }
  }
}
