package dev.keyporter.proxy.protocol.openai;

import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.error.ProxyException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Finds the ids that a body names: strings of JSON that are an id and nothing else, wherever they
 * stand. Takes the body in pieces, and never holds more of it than one id.
 *
 * <p>Needs no valid JSON: a provider may take more than a parser would.
 */
public final class IdScan {
  /** More than any request names; each is looked up. */
  private static final int MOST = 10_000;

  private final Set<String> ids = new LinkedHashSet<>();
  private final StringBuilder text = new StringBuilder();
  private boolean isInString;

  /** Whether the string that is read may still be an id. */
  private boolean isCandidate;

  private boolean isEscaped;

  /** How many digits of a character's number are still to come, and what came of them. */
  private int digitsLeft;

  private int number;

  /**
   * Reads the next piece.
   *
   * @throws ProxyException when too many ids are named
   */
  public void read(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      if (!isInString) {
        at = afterQuote(bytes, at, to);
      } else if (!isCandidate && !isEscaped) {
        at = skip(bytes, at, to);
      } else {
        take(bytes[at++]);
      }
    }
  }

  private int afterQuote(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != '"') {
      at++;
    }
    if (at == to) {
      return to;
    }
    isInString = true;
    isCandidate = true;
    text.setLength(0);
    return at + 1;
  }

  /** Passes over the rest of a string that is no id. */
  private int skip(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != '"' && bytes[at] != '\\') {
      at++;
    }
    if (at < to) {
      isEscaped = bytes[at] == '\\';
      isInString = isEscaped;
      at++;
    }
    return at;
  }

  private void take(byte b) {
    if (digitsLeft > 0) {
      digitsLeft--;
      number = number << 4 | Math.max(0, Character.digit(b, 16));
      if (digitsLeft == 0) {
        add(number);
      }
    } else if (isEscaped) {
      isEscaped = false;
      if (b == 'u' && isCandidate) {
        digitsLeft = 4;
        number = 0;
      } else {
        // Of the other escapes only the slash's could be in an id, and no id has one.
        isCandidate = false;
      }
    } else if (b == '\\') {
      isEscaped = true;
    } else if (b == '"') {
      isInString = false;
      end();
    } else {
      add(b);
    }
  }

  private void add(int character) {
    boolean fits =
        character > ' '
            && character < 0x7f
            && text.length() < Ids.MAX_CHARS
            && (!text.isEmpty() || Ids.mayBegin(character));
    isCandidate &= fits;
    if (isCandidate) {
      text.append((char) character);
    }
  }

  private void end() {
    if (isCandidate && Ids.isId(text.toString())) {
      add(text.toString());
    }
  }

  /** Adds an id that stands elsewhere. */
  public void add(String id) {
    ids.add(id);
    if (ids.size() > MOST) {
      throw new ProxyException(
          new ProxyError.InvalidRequest(
              "too_many_ids",
              "The request names more than 10,000 files or other things. Send several requests.",
              null));
    }
  }

  /** What was found so far; grows with what is read. */
  public Set<String> ids() {
    return ids;
  }
}
