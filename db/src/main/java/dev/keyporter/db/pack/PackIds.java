package dev.keyporter.db.pack;

/** How the ids of pieces and texts are made of their pack's and their number. */
final class PackIds {
  /** One more than the highest number in a pack. */
  static final int NUMBERS = 1 << 24;

  /** The first number of a piece; texts have lower ones. */
  static final int FIRST_PIECE = NUMBERS / 2;

  private PackIds() {}

  static long id(long pack, int number) {
    return pack * NUMBERS + number;
  }

  static long pack(long id) {
    return id / NUMBERS;
  }

  static int number(long id) {
    return (int) (id % NUMBERS);
  }
}
