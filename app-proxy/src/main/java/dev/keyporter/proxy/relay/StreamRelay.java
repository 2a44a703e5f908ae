package dev.keyporter.proxy.relay;

import dev.keyporter.model.traffic.ProviderReference;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.protocol.StreamReader;
import dev.keyporter.proxy.sse.SseEvent;
import dev.keyporter.proxy.sse.SseScanner;
import dev.keyporter.proxy.upstream.UpstreamAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Relays one stream of events as it comes. Two things hold it back: the first event that names the
 * response, until what it names is on record, and the terminal event, until the whole record is.
 */
final class StreamRelay {
  private static final int CHUNK = 16 << 10;

  private final Call call;
  private final CallRecorder recorder;
  private final ClientAnswer client;
  private final StreamReader reader;
  private final BodyCapture capture;
  private final SseScanner scanner;

  /** What goes to the client with the next flush. */
  private final ByteArrayOutputStream ready = new ByteArrayOutputStream(1024);

  /** How many have come. */
  private long events;

  private boolean isReferenced;
  private boolean isRecorded;

  /**
   * @param events where the bytes of an event are taken from that is not complete
   */
  StreamRelay(
      Call call,
      CallRecorder recorder,
      ClientAnswer client,
      BodyCapture capture,
      BodyMemory.Share events) {
    this.call = call;
    this.recorder = recorder;
    this.client = client;
    this.reader = call.operation().streamReader();
    this.capture = capture;
    this.scanner = new SseScanner(events);
    this.isReferenced = !reader.isReferableEarly();
  }

  /**
   * Relays to the stream's clean end.
   *
   * @throws IOException when the provider's side ends before that
   * @throws ClientGoneException when the client's side does
   */
  void relay(UpstreamAnswer answer) throws IOException {
    if (answer.body().available() == 0) {
      // The client learns that its answer has begun, however long the first event takes.
      client.flush(ready);
    }
    byte[] chunk = new byte[CHUNK];
    int read;
    while ((read = answer.body().read(chunk)) >= 0) {
      call.firstByte();
      scanner.feed(chunk, 0, read, this::pass);
      if (!answer.isComplete()) {
        client.flush(ready);
      }
    }
    scanner.finish(this::pass);
    if (!isRecorded && reader.hasTerminalEvent()) {
      record(RequestStatus.FAILED, RelayErrors.NO_TERMINAL_EVENT);
    } else if (!isRecorded) {
      record(RequestStatus.COMPLETED, null);
    }
    client.flush(ready);
    client.close();
  }

  /**
   * Appends the one error that tells the client of a break, unless the stream had ended before or
   * the client has left.
   */
  void breakOff(ProxyError failure) {
    if (isRecorded) {
      return;
    }
    if (failure.equals(RelayErrors.CLIENT_GONE)) {
      record(RequestStatus.CANCELLED, failure);
      return;
    }
    byte[] error = reader.errorEvent(failure);
    capture.add(error, 0, error.length);
    capture.leaves(call.micros());
    record(RelayErrors.status(failure), failure);
    ready.writeBytes(error);
    client.flush(ready);
  }

  private void pass(SseEvent event) {
    call.streamed(++events);
    boolean isTerminal = reader.read(event);
    if (call.asksForUsage() && reader.atUsageChunk()) {
      return;
    }
    if (!isReferenced && reader.responseId().isPresent()) {
      List<ProviderReference> references = call.references(reader.facts());
      if (!references.isEmpty()) {
        client.flush(ready);
        recorder.reference(call, references);
      }
      isReferenced = true;
    }
    byte[] raw = event.raw();
    if (isTerminal && !isRecorded) {
      client.flush(ready);
      capture.add(raw, 0, raw.length);
      capture.leaves(call.micros());
      record(
          switch (reader.outcome().orElse(StreamReader.Outcome.FAILED)) {
            case COMPLETED -> RequestStatus.COMPLETED;
            case FAILED -> RequestStatus.FAILED;
          },
          null);
    } else {
      capture.add(raw, 0, raw.length);
      capture.leaves(call.micros());
    }
    ready.write(raw, 0, raw.length);
  }

  private void record(RequestStatus status, @Nullable ProxyError failure) {
    // Set first: were the writing to fail, doing it again would not help.
    isRecorded = true;
    recorder.ended(call, status, failure, reader.facts(), capture);
  }
}
