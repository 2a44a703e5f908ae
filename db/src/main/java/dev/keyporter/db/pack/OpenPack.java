package dev.keyporter.db.pack;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pack that this process adds to: which pieces it has, and by what numbers. Only this process
 * adds to it, and what others take from it changes its revision; so what is known here is in the
 * database as long as the revision is the one that is known here.
 *
 * <p>Texts are numbered in strands, so that a request says with a range or two which of them are
 * its own, however many conversations go on at once. The prompts of a conversation are a strand:
 * what follows its last part goes on in it, all else begins another. Its answers are a strand
 * beside it, since not every program repeats them.
 */
final class OpenPack {
  /** How many parts a strand has at most. */
  private static final int STRAND = 1 << 10;

  private static final int MOST_STRANDS = PackIds.FIRST_PIECE / STRAND;

  /** With more pieces and texts another pack begins. */
  private static final int FULL = 8 << 10;

  /** With more requests another pack begins: who erases some has to look at all the others. */
  private static final int MOST_REQUESTS = 2000;

  final long id;
  private long revision;
  private int requests;
  private final Map<Fingerprint, Integer> pieces = new HashMap<>();
  private final Map<Fingerprint, Integer> texts = new HashMap<>();
  private final Map<Integer, Strand> strands = new HashMap<>();

  /**
   * A block of numbers.
   *
   * @param end the number after its last part
   * @param answers the number of the strand of its answers; its own where it is one of answers
   */
  private record Strand(int end, int answers) {}

  OpenPack(long id, long revision) {
    this.id = id;
    this.revision = revision;
  }

  int size() {
    return pieces.size() + texts.size();
  }

  /** What one transaction adds; known to the pack once {@link #keep} is called after its commit. */
  final class Draft {
    final long newRevision;
    private int newRequests;
    private final Map<Fingerprint, Integer> newPieces = new HashMap<>();
    private final Map<Fingerprint, Integer> newTexts = new HashMap<>();
    private final Map<Integer, Strand> newStrands = new HashMap<>();

    /** How many there are, with those that are new. */
    private int strandCount = strands.size();

    Draft(long newRevision) {
      this.newRevision = newRevision;
    }

    OpenPack pack() {
      return OpenPack.this;
    }

    long revision() {
      return revision;
    }

    boolean hasRoom(CutExchange more) {
      return size() + newPieces.size() + newTexts.size() < FULL
          && strandCount + 2 * more.texts() < MOST_STRANDS
          && requests + newRequests < MOST_REQUESTS;
    }

    void addRequest() {
      newRequests++;
    }

    @Nullable Integer piece(Fingerprint fingerprint) {
      return find(fingerprint, pieces, newPieces);
    }

    @Nullable Integer text(Fingerprint fingerprint) {
      return find(fingerprint, texts, newTexts);
    }

    private static @Nullable Integer find(
        Fingerprint fingerprint, Map<Fingerprint, Integer> known, Map<Fingerprint, Integer> added) {
      Integer number = known.get(fingerprint);
      return number == null ? added.get(fingerprint) : number;
    }

    int addPiece(Fingerprint fingerprint) {
      int number = PackIds.FIRST_PIECE + pieces.size() + newPieces.size();
      newPieces.put(fingerprint, number);
      return number;
    }

    /** Whether a text was an answer first. */
    boolean isAnswer(int number) {
      return strand(number / STRAND).answers() == number / STRAND;
    }

    /**
     * Numbers a new part of a prompt.
     *
     * @param last the last part before it that is no answer; null where there is none
     */
    int addPrompt(Fingerprint fingerprint, @Nullable Integer last) {
      int strand = last == null || !isOpen(last) ? begin() : last / STRAND;
      return add(fingerprint, strand);
    }

    /**
     * Numbers a new part of an answer.
     *
     * @param last the last part of the prompt that is no answer; null where there is none
     */
    int addAnswer(Fingerprint fingerprint, @Nullable Integer last) {
      int main = last == null ? begin() : last / STRAND;
      int answers = strand(main).answers();
      if (strand(answers).end() == (answers + 1) * STRAND) {
        answers = begin(strandCount);
        newStrands.put(main, new Strand(strand(main).end(), answers));
      }
      return add(fingerprint, answers);
    }

    private boolean isOpen(int last) {
      return strand(last / STRAND).end() == last + 1 && (last + 1) % STRAND != 0;
    }

    private int begin() {
      int main = strandCount;
      begin(main + 1);
      return main;
    }

    /** Begins one, and those before it that there are not yet. */
    private int begin(int answers) {
      for (int strand = strandCount; strand <= answers; strand++) {
        newStrands.put(strand, new Strand(strand * STRAND, answers));
      }
      strandCount = answers + 1;
      return answers;
    }

    private int add(Fingerprint fingerprint, int strand) {
      Strand before = strand(strand);
      newStrands.put(strand, new Strand(before.end() + 1, before.answers()));
      newTexts.put(fingerprint, before.end());
      return before.end();
    }

    private Strand strand(int strand) {
      Strand changed = newStrands.get(strand);
      Strand known = changed == null ? strands.get(strand) : changed;
      if (known == null) {
        throw new IllegalStateException("A text is in no strand.");
      }
      return known;
    }

    /** All of it is in the database. */
    void keep() {
      pieces.putAll(newPieces);
      texts.putAll(newTexts);
      strands.putAll(newStrands);
      revision = newRevision;
      requests += newRequests;
    }
  }
}
