package dev.keyporter.proxy.payload;

/**
 * Walks over the members of JSON objects at all depths, for the events of which there are many: a
 * tenth of a parser's work, and its checks are not needed there. Names are compared as they are
 * written. What is no JSON gives members that mean nothing, but never fails.
 */
public final class MemberScan {
  private final byte[] json;
  private final int end;
  private int at;
  private int depth;
  private int nameFrom;
  private int nameTo;

  public MemberScan(byte[] json, int from, int to) {
    this.json = json;
    this.at = from;
    this.end = to;
  }

  /** Moves on to the next member; false where there is none. */
  public boolean next() {
    while (at < end) {
      byte b = json[at++];
      if (b == '"') {
        nameFrom = at;
        nameTo = stringEnd(at);
        at = skipSpace(Math.min(end, nameTo + 1));
        if (at < end && json[at] == ':') {
          at = skipSpace(at + 1);
          return true;
        }
      } else if (b == '{' || b == '[') {
        depth++;
      } else if (b == '}' || b == ']') {
        depth--;
      }
    }
    return false;
  }

  /** Whether the member is one of the outermost object's. */
  public boolean outermost() {
    return depth == 1;
  }

  /** How deep the object is that has the member; 1 for the outermost. */
  public int depth() {
    return depth;
  }

  /** Whether the member's value is an array with something in it. */
  public boolean valueIsFilledArray() {
    int first = skipSpace(at + 1);
    return valueStartsWith('[') && first < end && json[first] != ']';
  }

  public boolean nameIs(String name) {
    if (nameTo - nameFrom != name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (json[nameFrom + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Where the member's value begins. */
  public int valueStart() {
    return at;
  }

  /** Whether the member's value begins with this character. */
  public boolean valueStartsWith(char first) {
    return at < end && json[at] == first;
  }

  private int stringEnd(int from) {
    int i = from;
    while (i < end && json[i] != '"') {
      i += json[i] == '\\' ? 2 : 1;
    }
    return Math.min(i, end);
  }

  private int skipSpace(int from) {
    int i = from;
    while (i < end && (json[i] == ' ' || json[i] == '\n' || json[i] == '\r' || json[i] == '\t')) {
      i++;
    }
    return i;
  }
}
