package dev.keyporter.proxy.client;

/** How many tokens a text has, about: four characters each, as is usual for English. */
public final class TokenEstimate {
  private static final int CHARACTERS = 4;

  private TokenEstimate() {}

  /** The tokens of so many characters. */
  public static long of(long characters) {
    return (characters + CHARACTERS - 1) / CHARACTERS;
  }
}
