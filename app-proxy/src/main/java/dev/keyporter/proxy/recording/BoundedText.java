package dev.keyporter.proxy.recording;

/** A text that lets itself be read only so often: ends a match that backtracks without end. */
final class BoundedText implements CharSequence {
  /** The text has been read too often. */
  static final class TooManySteps extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManySteps() {
      super("too many steps", null, false, false);
    }
  }

  private final String text;
  private long steps;

  BoundedText(String text, long steps) {
    this.text = text;
    this.steps = steps;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (--steps < 0) {
      throw new TooManySteps();
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
