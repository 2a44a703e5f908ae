package dev.keyporter.proxy.relay;

import dev.keyporter.proxy.http.ClientBody;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.memory.HeldBytes;
import dev.keyporter.proxy.protocol.PieceReader;
import dev.keyporter.proxy.upstream.RequestBody;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A request's body that passes without being held: its beginning is read before the provider is
 * asked, the rest while it is sent.
 */
final class Upload implements RequestBody.Source {
  /** What is read beforehand, in bytes; a body up to here is like any other. */
  private static final int FIRST = 1 << 20;

  private final ClientBody body;
  private final PieceReader reader;
  private final byte[] first;
  private boolean isEnded;
  private int sentOfFirst;
  private int known;
  private long total;
  private Consumer<Set<String>> check = _ -> {};
  private Runnable onEnd = () -> {};

  /**
   * Reads the beginning.
   *
   * @throws dev.keyporter.proxy.error.ProxyException when there is no room for it, or it must not
   *     go on
   */
  Upload(ClientBody body, PieceReader reader, BodyMemory.Share memory) {
    this.body = body;
    this.reader = reader;
    var held = new HeldBytes(memory, body.length(), FIRST);
    byte[] piece = new byte[BUFFER];
    while (!isEnded && held.size() < FIRST) {
      int read = body.read(piece, 0, Math.min(piece.length, FIRST - held.size()));
      isEnded = read < 0;
      if (!isEnded) {
        held.add(piece, 0, read);
      }
    }
    this.first = held.bytes();
    this.total = first.length;
    this.known = reader.read(first, 0, first.length).size();
  }

  private static final int BUFFER = 8192;

  /** What was read beforehand; an array that is not to be changed. */
  byte[] first() {
    return first;
  }

  /** Whether that is all of it. */
  boolean isWhole() {
    return isEnded;
  }

  PieceReader reader() {
    return reader;
  }

  /** How many bytes came; before the end, how many are announced. */
  long total() {
    return isEnded ? total : Math.max(total, body.length());
  }

  /**
   * The rest of it, once the provider is asked.
   *
   * @param check is told ids that are named later, before the provider gets them, and may refuse
   *     them
   * @param onEnd runs when the client has sent all
   */
  RequestBody pieces(Consumer<Set<String>> check, Runnable onEnd) {
    this.check = check;
    this.onEnd = onEnd;
    return new RequestBody.Pieces(body.length(), this);
  }

  @Override
  public int read(byte[] target) {
    if (sentOfFirst < first.length) {
      int length = Math.min(target.length, first.length - sentOfFirst);
      System.arraycopy(first, sentOfFirst, target, 0, length);
      sentOfFirst += length;
      return length;
    }
    if (isEnded) {
      return -1;
    }
    int length = body.read(target, 0, target.length);
    if (length < 0) {
      isEnded = true;
      onEnd.run();
      return -1;
    }
    total += length;
    Set<String> named = reader.read(target, 0, length);
    if (named.size() > known) {
      known = named.size();
      check.accept(named);
    }
    return length;
  }
}
