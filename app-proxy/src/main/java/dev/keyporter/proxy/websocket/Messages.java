package dev.keyporter.proxy.websocket;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts the frames of one side together to messages; control frames are no part of any. */
public final class Messages {
  /**
   * A whole message, with its frames as they came.
   *
   * @param payload not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // Passed on once and never compared.
  public record Message(boolean isText, byte[] payload, List<Frame> frames) {}

  private final int maxBytes;
  private final List<Frame> frames = new ArrayList<>();
  private int size;

  /**
   * @param maxBytes the longest message that is taken
   */
  public Messages(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Takes the next frame that is no control frame; gives the message that it ends, if it ends one.
   *
   * @throws WebSocketException when the frame does not fit those before, or makes a message that is
   *     too long
   */
  public Optional<Message> take(Frame frame) throws WebSocketException {
    if ((frame.opcode() == Frame.CONTINUATION) == frames.isEmpty()) {
      throw new WebSocketException(
          Frame.PROTOCOL_ERROR, "A message begins in the middle of another, or nowhere.");
    }
    size += frame.payload().length;
    if (size > maxBytes) {
      throw new WebSocketException(Frame.TOO_BIG, "A message is over " + maxBytes + " bytes.");
    }
    frames.add(frame);
    if (!frame.isLast()) {
      return Optional.empty();
    }
    var message =
        new Message(frames.getFirst().opcode() == Frame.TEXT, payload(), List.copyOf(frames));
    frames.clear();
    size = 0;
    return Optional.of(message);
  }

  private byte[] payload() {
    if (frames.size() == 1) {
      return frames.getFirst().payload();
    }
    var whole = new ByteArrayOutputStream(size);
    frames.forEach(frame -> whole.writeBytes(frame.payload()));
    return whole.toByteArray();
  }
}
