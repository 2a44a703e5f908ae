package dev.keyporter.proxy.upstream;

/** A request's body, on its way to a provider. */
public sealed interface RequestBody {
  /** There is none. */
  RequestBody NONE = new Whole(new byte[0]);

  /** All of it is there; an array that is not to be changed. */
  @SuppressWarnings("ArrayRecordComponent") // Sent once and never compared.
  record Whole(byte[] bytes) implements RequestBody {}

  /**
   * It comes in pieces, and is sent as it comes.
   *
   * @param length in bytes; -1 where nobody knows it beforehand
   */
  record Pieces(long length, Source source) implements RequestBody {}

  /** Where pieces come from. */
  @FunctionalInterface
  interface Source {
    /**
     * Waits for the next piece, at the beginning of the array.
     *
     * @return its length; -1 at the end
     * @throws RuntimeException when there is no more of it; the request is then broken off
     */
    int read(byte[] target);
  }
}
