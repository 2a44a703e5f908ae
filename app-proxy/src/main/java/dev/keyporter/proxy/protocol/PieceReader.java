package dev.keyporter.proxy.protocol;

import java.util.Set;

/** Reads a request's body as it passes, piece by piece. Not safe for use by several threads. */
public interface PieceReader {
  /**
   * Reads the next piece.
   *
   * @return the ids named so far; the same set, which grows
   * @throws dev.keyporter.proxy.error.ProxyException when the request must not go on
   */
  Set<String> read(byte[] bytes, int from, int to);

  /** What is known so far. */
  RequestFacts facts();
}
