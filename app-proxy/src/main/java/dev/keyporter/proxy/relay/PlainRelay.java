package dev.keyporter.proxy.relay;

import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.proxy.protocol.AnswerFacts;
import dev.keyporter.proxy.upstream.UpstreamAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Predicate;

/**
 * Relays one answer that is no stream. It waits until it is whole and on record; one that is larger
 * than the buffer, or than the memory there is, goes out as it comes, all but its end, which waits
 * for the record.
 */
final class PlainRelay {
  private static final int BUFFER = 16 << 20;
  private static final int CHUNK = 16 << 10;

  private final Call call;
  private final CallRecorder recorder;
  private final ClientAnswer client;
  private final BodyCapture capture;
  private final Pace pace;

  /** What is held back for the record. */
  enum Pace {
    /** All of it, as far as there is room. */
    WHOLE,
    /** Its last bytes, by which the client knows that it is whole. */
    END,
    /** Nothing but the end of its framing, which is all that is known to be its end. */
    NOTHING
  }

  PlainRelay(
      Call call, CallRecorder recorder, ClientAnswer client, BodyCapture capture, Pace pace) {
    this.pace = pace;
    this.call = call;
    this.recorder = recorder;
    this.client = client;
    this.capture = capture;
  }

  /**
   * Relays the whole answer.
   *
   * @throws IOException when the provider's side breaks
   * @throws ClientGoneException when the client's side does
   */
  void relay(UpstreamAnswer answer) throws IOException {
    long length = answer.contentLength();
    byte[] chunk = new byte[length < 0 ? CHUNK : Math.clamp(length, 1, CHUNK)];
    // Of an answer that goes out as it comes, what was read last.
    var held = new ByteArrayOutputStream(0);
    boolean isHeldBack = pace == Pace.WHOLE;
    int read;
    while ((read = answer.body().read(chunk)) >= 0) {
      call.firstByte();
      boolean hasRoom = capture.add(chunk, 0, read);
      if (isHeldBack && (capture.total() > BUFFER || !hasRoom)) {
        isHeldBack = false;
        client.flush(capture.bytes(), (int) capture.total() - read);
      }
      if (!isHeldBack) {
        client.flush(held);
        held.write(chunk, 0, read);
      }
      if (pace == Pace.NOTHING) {
        client.flush(held);
      }
    }
    record(answer);
    if (isHeldBack) {
      client.send(shown());
    } else {
      client.flush(held);
      client.close();
    }
  }

  /** What the client gets of what is on record: a list of models may be shown in part. */
  private byte[] shown() {
    Predicate<String> models = call.shownModels();
    return models == null || call.wasRefused()
        ? capture.bytes()
        : call.operation().withModels(capture.bytes(), models);
  }

  private void record(UpstreamAnswer answer) {
    AnswerFacts facts =
        call.operation()
            .readAnswer(
                answer.status(),
                capture.bytes(),
                answer.header("Content-Encoding").orElse(null),
                call.memory());
    boolean isFailed = answer.status() >= 300 || "failed".equals(facts.responseStatus());
    recorder.ended(
        call, isFailed ? RequestStatus.FAILED : RequestStatus.COMPLETED, null, facts, capture);
  }
}
