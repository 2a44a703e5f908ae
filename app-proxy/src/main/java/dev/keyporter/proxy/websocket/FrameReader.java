package dev.keyporter.proxy.websocket;

import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames from one side of a connection. Extensions are not offered to anybody, so that the
 * reserved bits must be zero. Not safe for use by several threads.
 */
public final class FrameReader {
  private static final int LAST = 0x80;
  private static final int RESERVED = 0x70;
  private static final int OPCODE = 0x0f;
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7f;
  private static final int TWO_BYTES = 126;
  private static final int EIGHT_BYTES = 127;
  private static final int MOST_OF_CONTROL = 125;

  /** Where the bytes come from. */
  @FunctionalInterface
  public interface Source {
    /** At least one byte, at most {@code length}; -1 at the end of the connection. */
    int read(byte[] target, int offset, int length) throws IOException;
  }

  private final Source source;
  private final boolean isFromClient;
  private final int maxPayload;

  /**
   * @param isFromClient whether frames must be masked; those of a server must not be
   * @param maxPayload the longest payload that is taken, in bytes
   */
  public FrameReader(Source source, boolean isFromClient, int maxPayload) {
    this.source = source;
    this.isFromClient = isFromClient;
    this.maxPayload = maxPayload;
  }

  /**
   * The next frame; null where the connection ends before one begins.
   *
   * @throws WebSocketException when what comes is no frame, or too long
   * @throws EOFException when the connection ends within a frame
   */
  public @Nullable Frame read() throws IOException {
    byte[] head = new byte[2];
    int first = source.read(head, 0, 1);
    if (first < 0) {
      return null;
    }
    fill(head, 1);
    boolean isMasked = (head[1] & MASKED) != 0;
    int opcode = head[0] & OPCODE;
    boolean isLast = (head[0] & LAST) != 0;
    if ((head[0] & RESERVED) != 0 || isMasked != isFromClient || !isKnown(opcode)) {
      throw new WebSocketException(Frame.PROTOCOL_ERROR, "This is no frame of RFC 6455.");
    }
    long length = length(head[1] & LENGTH);
    if (opcode >= Frame.CLOSE && (!isLast || length > MOST_OF_CONTROL)) {
      throw new WebSocketException(Frame.PROTOCOL_ERROR, "A control frame is too long.");
    }
    if (length < 0 || length > maxPayload) {
      throw new WebSocketException(Frame.TOO_BIG, "A frame is over " + maxPayload + " bytes.");
    }
    byte[] mask = null;
    if (isMasked) {
      mask = new byte[4];
      fill(mask, 0);
    }
    byte[] payload = new byte[(int) length];
    fill(payload, 0);
    if (mask != null) {
      Frame.mask(payload, 0, mask);
    }
    return new Frame(isLast, opcode, payload);
  }

  private static boolean isKnown(int opcode) {
    return opcode <= Frame.BINARY || (opcode >= Frame.CLOSE && opcode <= Frame.PONG);
  }

  private long length(int announced) throws IOException {
    int bytes =
        switch (announced) {
          case TWO_BYTES -> 2;
          case EIGHT_BYTES -> 8;
          default -> 0;
        };
    if (bytes == 0) {
      return announced;
    }
    byte[] more = new byte[bytes];
    fill(more, 0);
    long length = 0;
    for (byte b : more) {
      length = length << 8 | (b & 0xff);
    }
    return length;
  }

  private void fill(byte[] target, int from) throws IOException {
    int at = from;
    while (at < target.length) {
      int read = source.read(target, at, target.length - at);
      if (read < 0) {
        throw new EOFException("The connection ended within a frame.");
      }
      at += read;
    }
  }
}
