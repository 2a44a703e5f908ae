package dev.keyporter.db.pack;

/**
 * How the columns of {@code exchange} hold the bodies.
 *
 * @param 0 and 1 are set where the request's and the response's are compressed, 2 and 3 where they
 *     are in a pack, with the texts: then the column has a {@link PieceList}
 */
public record Encoding(int bits) {
  public static final int REQUEST_COMPRESSED = 1;
  public static final int RESPONSE_COMPRESSED = 2;
  private static final int REQUEST_PACKED = 4;
  private static final int RESPONSE_PACKED = 8;

  /** Of bodies that may be in a pack. */
  public static Encoding of(int compressed, PackWriter.Packed packed) {
    return new Encoding(
        compressed
            | (packed.request() == null ? 0 : REQUEST_PACKED)
            | (packed.response() == null ? 0 : RESPONSE_PACKED));
  }

  public boolean isRequestPacked() {
    return has(REQUEST_PACKED);
  }

  public boolean isResponsePacked() {
    return has(RESPONSE_PACKED);
  }

  public boolean isRequestCompressed() {
    return has(REQUEST_COMPRESSED);
  }

  public boolean isResponseCompressed() {
    return has(RESPONSE_COMPRESSED);
  }

  private boolean has(int bit) {
    return (bits & bit) != 0;
  }
}
