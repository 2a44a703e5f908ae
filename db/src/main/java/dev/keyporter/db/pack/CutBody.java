package dev.keyporter.db.pack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A body, cut into pieces that other bodies have, too. A long string is a piece of its own: a text
 * that is stored for searching, where it is one. What is between the strings, and a long string
 * that is no such text, is cut by its content: where the last bytes have a certain checksum, which
 * holds wherever they stand. So what is the same in two bodies is cut alike, whatever stands before
 * it.
 */
@SuppressWarnings("ArrayRecordComponent") // Bodies are handed over once and never compared.
record CutBody(byte[] bytes, List<Piece> pieces) {
  /** One of more is not worth its rows. */
  static final int MOST_PIECES = 4096;

  /** A piece of the body. */
  sealed interface Piece {
    Fingerprint fingerprint();
  }

  /** As it stands. */
  record Raw(int from, int to, Fingerprint fingerprint) implements Piece {}

  /** A part of a searchable text. */
  record Text(Fingerprint fingerprint, Escaping escaping) implements Piece {}

  /**
   * Cuts a body.
   *
   * @param texts what its strings are made of that are texts
   * @return null where it would be too many pieces
   */
  static @Nullable CutBody of(
      byte[] body, List<LongString> strings, Map<LongString, List<CutText.Part>> texts) {
    var cutter = new Cutter(body);
    int open = 0;
    for (LongString string : strings) {
      cutter.raw(open, string.from(), Grain.FINE);
      cutter.string(string, texts.getOrDefault(string, List.of()));
      open = string.to();
    }
    cutter.raw(open, body.length, Grain.FINE);
    return cutter.pieces.size() > MOST_PIECES ? null : new CutBody(body, cutter.pieces);
  }

  /** How finely bytes are cut, in bytes. */
  private enum Grain {
    /** About 2 KB: conversations of many short messages. */
    FINE(1 << 10, 1 << 10, 16 << 10),
    /** About 6 KB: a long string mostly comes again as it is. */
    COARSE(2 << 10, 4 << 10, 64 << 10);

    final int shortest;
    final int mask;
    final int longest;

    /**
     * @param more how much longer than the shortest a piece is on average; a power of two
     */
    Grain(int shortest, int more, int longest) {
      this.shortest = shortest;
      // The highest bits of the checksum: the lowest know only the last few bytes.
      this.mask = (more - 1) << (Integer.SIZE - Integer.bitCount(more - 1));
      this.longest = longest;
    }
  }

  private static final class Cutter {
    /** A random number for each byte (a "gear" checksum, which forgets a byte after 32 others). */
    private static final int[] GEAR = new Random(20261129).ints(256).toArray();

    private static final int NEWLINE_BYTES = 2;

    private final byte[] body;
    final List<Piece> pieces = new ArrayList<>();

    Cutter(byte[] body) {
      this.body = body;
    }

    /** Of one that is a text no more than its end may be in no part: it is the text's rest. */
    void string(LongString string, List<CutText.Part> parts) {
      int open = string.from();
      for (CutText.Part part : parts) {
        if (open > string.from()) {
          piece(open, open + NEWLINE_BYTES);
          open += NEWLINE_BYTES;
        }
        pieces.add(new Text(part.fingerprint(), string.escaping()));
        open += string.escaping().escape(part.content()).length;
      }
      raw(open, string.to(), Grain.COARSE);
    }

    void raw(int from, int to, Grain grain) {
      int open = from;
      while (open < to) {
        int end = end(open, to, grain);
        piece(open, end);
        open = end;
      }
    }

    private int end(int from, int to, Grain grain) {
      int last = Math.min(to, from + grain.longest);
      int checksum = 0;
      for (int at = Math.min(to, from + grain.shortest - Integer.SIZE); at < last; at++) {
        checksum = (checksum << 1) + GEAR[body[at] & 0xff];
        if ((checksum & grain.mask) == 0 && at - from >= grain.shortest) {
          return at + 1;
        }
      }
      return last;
    }

    private void piece(int from, int to) {
      pieces.add(new Raw(from, to, Fingerprint.of(body, from, to)));
    }
  }
}
