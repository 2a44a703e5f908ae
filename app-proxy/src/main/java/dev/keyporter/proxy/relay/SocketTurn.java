package dev.keyporter.proxy.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.keyporter.model.traffic.ProviderReference;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.protocol.StreamReader;
import dev.keyporter.proxy.sse.SseEvent;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request on a WebSocket, and what the provider says to it. On record its events stand as those
 * of a stream over HTTP do, so that everybody who reads them reads these as well.
 */
final class SocketTurn {
  private static final byte[] DATA = "data: ".getBytes(US_ASCII);
  private static final byte[] END = "\n\n".getBytes(US_ASCII);

  private final Call call;
  private final CallRecorder recorder;
  private final StreamReader reader;
  private final BodyCapture capture;
  private boolean isReferenced;
  private boolean isRecorded;

  /**
   * @param call on record, its provider asked
   * @param capture of what the provider says
   */
  SocketTurn(Call call, CallRecorder recorder, BodyCapture capture) {
    this.call = call;
    this.recorder = recorder;
    this.reader = call.operation().streamReader();
    this.capture = capture;
  }

  /**
   * Takes an event that is about to go to the client. When this returns, what the client can refer
   * to afterwards is on record.
   *
   * @return whether the turn has ended with it
   */
  synchronized boolean take(byte[] json) {
    call.firstByte();
    byte[] raw = asEvent(json);
    boolean isTerminal = reader.read(new SseEvent(raw, 0, SseEvent.Ending.BLANK_LINE, true));
    if (!isReferenced && reader.responseId().isPresent()) {
      List<ProviderReference> references = call.references(reader.facts());
      if (!references.isEmpty()) {
        recorder.reference(call, references);
      }
      isReferenced = true;
    }
    capture.add(raw, 0, raw.length);
    capture.leaves(call.micros());
    if (isTerminal && !isRecorded) {
      record(
          switch (reader.outcome().orElse(StreamReader.Outcome.FAILED)) {
            case COMPLETED -> RequestStatus.COMPLETED;
            case FAILED -> RequestStatus.FAILED;
          },
          null);
    }
    return isTerminal;
  }

  /** The turn ends here, without its last event. */
  synchronized void breakOff(ProxyError why) {
    if (!isRecorded) {
      record(RelayErrors.status(why), why);
    }
  }

  private void record(RequestStatus status, @Nullable ProxyError failure) {
    // Set first: were the writing to fail, doing it again would not help.
    isRecorded = true;
    try {
      recorder.ended(call, status, failure, reader.facts(), capture);
    } finally {
      call.memory().close();
    }
  }

  /** A line for each of the message's: its JSON may have several. */
  private static byte[] asEvent(byte[] json) {
    var event = new ByteArrayOutputStream(json.length + DATA.length + END.length);
    event.writeBytes(DATA);
    for (byte b : json) {
      event.write(b);
      if (b == '\n') {
        event.writeBytes(DATA);
      }
    }
    event.writeBytes(END);
    return event.toByteArray();
  }
}
