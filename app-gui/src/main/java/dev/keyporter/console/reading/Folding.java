package dev.keyporter.console.reading;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Which lines are to be seen: what is between the brackets of a folded line is not. */
final class Folding {
  private final List<JsonLine> lines;
  private final BitSet folded = new BitSet();

  Folding(List<JsonLine> lines) {
    this.lines = lines;
  }

  boolean isFolded(int line) {
    return folded.get(line);
  }

  /** Folds what is open, opens what is folded; false where the line opens nothing. */
  boolean toggle(int line) {
    if (!lines.get(line).opens()) {
      return false;
    }
    folded.flip(line);
    return true;
  }

  /** Folds all that lies at a depth or deeper. */
  void foldFrom(int depth) {
    folded.clear();
    for (int line = 0; line < lines.size(); line++) {
      if (lines.get(line).opens() && lines.get(line).depth() >= depth) {
        folded.set(line);
      }
    }
  }

  /** Opens all that a line is inside of. */
  void reveal(int line) {
    for (int at = folded.previousSetBit(line - 1); at >= 0; at = folded.previousSetBit(at - 1)) {
      if (lines.get(at).end() >= line) {
        folded.clear(at);
      }
    }
  }

  /** The numbers of the lines to be seen, in order. A folded line stands for its end, too. */
  List<Integer> visible() {
    List<Integer> visible = new ArrayList<>();
    int line = 0;
    while (line < lines.size()) {
      visible.add(line);
      line = folded.get(line) ? lines.get(line).end() + 1 : line + 1;
    }
    return visible;
  }
}
