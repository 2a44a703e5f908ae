package dev.keyporter.proxy.demo;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * JSON as it comes, but of each text in it only the beginning. An image or a book in a prompt takes
 * four times its length while it is read, and the demo provider looks at the beginning alone.
 */
final class CutTexts extends FilterInputStream {
  private static final int NONE = -1;

  private final int longest;
  private boolean isInText;
  private boolean isEscaped;
  private int hexDigitsLeft;
  private int length;
  private boolean isCut;

  /**
   * @param longest how many bytes are kept of a text, and a few more where it would be cut within a
   *     character
   */
  CutTexts(InputStream json, int longest) {
    super(json);
    this.longest = longest;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) == NONE ? NONE : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int count) throws IOException {
    int kept = 0;
    while (kept == 0) {
      int read = super.read(buffer, offset, count);
      if (read <= 0) {
        return read;
      }
      for (int i = offset; i < offset + read; i++) {
        if (isKept(buffer[i])) {
          buffer[offset + kept++] = buffer[i];
        }
      }
    }
    return kept;
  }

  private boolean isKept(byte b) {
    if (!isInText) {
      isInText = b == '"';
      isCut = false;
      length = 0;
      return true;
    }
    boolean beginsCharacter = !isEscaped && hexDigitsLeft == 0 && (b & 0xc0) != 0x80;
    if (isEscaped) {
      isEscaped = false;
      hexDigitsLeft = b == 'u' ? 4 : 0;
    } else if (hexDigitsLeft > 0) {
      hexDigitsLeft--;
    } else if (b == '"') {
      isInText = false;
      return true;
    } else {
      isEscaped = b == '\\';
    }
    isCut = isCut || (length >= longest && beginsCharacter);
    length++;
    return !isCut;
  }
}
