package dev.keyporter.db.pack;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A body and the searchable text that was taken from it, cut. */
public record Cut(CutBody body, CutText text) {
  /** A longer body is stored by itself: it would keep the thread that writes for too long. */
  private static final int LARGEST = 4 << 20;

  private static final int SMALLEST = 512;

  /** More parts of a text are not worth their rows. */
  private static final int MOST_PARTS = 1000;

  /** Null where the body is too short, too long or in too many pieces. */
  static @Nullable Cut of(byte[] body, @Nullable String text) {
    if (body.length < SMALLEST || body.length > LARGEST) {
      return null;
    }
    List<LongString> strings = LongString.in(body, text == null ? 0 : text.length());
    CutText cut = CutText.of(text, strings);
    if (cut.parts().size() > MOST_PARTS) {
      return null;
    }
    CutBody pieces = CutBody.of(body, strings, cut.ofStrings());
    return pieces == null ? null : new Cut(pieces, cut);
  }

  /** How many pieces and parts it has. */
  int size() {
    return body.pieces().size() + text.parts().size();
  }
}
