package dev.keyporter.proxy.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/**
 * What {@link ScriptedProvider} does with one request: bytes to send, things to wait for, and how
 * the connection ends. After the last step the connection stays open for the next request. Nothing
 * is added to what a script says, so that broken answers can be sent too. Immutable.
 */
public final class Script {
  private final List<Step> steps;

  private Script(List<Step> steps) {
    this.steps = steps;
  }

  /** Nothing yet; an unchanged empty script leaves the request unanswered. */
  public static Script empty() {
    return new Script(List.of());
  }

  /** A whole JSON answer with its Content-Length; headers as {@code "Name: value"}. */
  public static Script json(int status, String body, String... headers) {
    byte[] bytes = body.getBytes(UTF_8);
    return empty()
        .head(status, with(headers, "Content-Type: application/json"), length(bytes.length))
        .send(bytes);
  }

  /** The head of a chunked event stream; go on with {@link #chunk} and {@link #lastChunk}. */
  public static Script sse(String... headers) {
    return empty()
        .head(200, with(headers, "Content-Type: text/event-stream"), "Transfer-Encoding: chunked");
  }

  /** Sends a status line and headers, each {@code "Name: value"}, and the empty line. */
  public Script head(int status, String... headers) {
    var head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return send(head.append("\r\n").toString());
  }

  /** Sends these bytes as they are, in one write. */
  public Script send(byte[] bytes) {
    return then(new Step.Send(bytes.clone()));
  }

  /** Sends this text in UTF-8 as it is, in one write. */
  public Script send(String text) {
    return send(text.getBytes(UTF_8));
  }

  /** Sends one chunk of the chunked coding, in one write. */
  public Script chunk(byte[] bytes) {
    var framed = new ByteArrayOutputStream();
    framed.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(UTF_8));
    framed.writeBytes(bytes);
    framed.writeBytes("\r\n".getBytes(UTF_8));
    return send(framed.toByteArray());
  }

  /** Sends this text in UTF-8 as one chunk. */
  public Script chunk(String text) {
    return chunk(text.getBytes(UTF_8));
  }

  /** Ends the chunked coding. */
  public Script lastChunk() {
    return send("0\r\n\r\n");
  }

  /** Goes on once the gate is open; breaks the connection if it never opens. */
  public Script await(CountDownLatch gate) {
    return then(new Step.Await(gate));
  }

  /** The same, begun once the gate is open. */
  public Script after(CountDownLatch opened) {
    var all = new ArrayList<Step>(List.of(new Step.Await(opened)));
    all.addAll(steps);
    return new Script(List.copyOf(all));
  }

  /** Does nothing more until the client leaves or the provider is closed. */
  public Script hang() {
    return then(new Step.Hang());
  }

  /** Closes the connection in good order (FIN). */
  public Script close() {
    return then(new Step.Close());
  }

  /** Breaks the connection off (RST). */
  public Script reset() {
    return then(new Step.Reset());
  }

  List<Step> steps() {
    return steps;
  }

  private Script then(Step step) {
    var longer = new ArrayList<>(steps);
    longer.add(step);
    return new Script(List.copyOf(longer));
  }

  private Script head(int status, List<String> headers, String last) {
    var all = new ArrayList<>(headers);
    all.add(last);
    return head(status, all.toArray(String[]::new));
  }

  private static List<String> with(String[] headers, String contentType) {
    var all = new ArrayList<>(List.of(headers));
    if (all.stream()
        .noneMatch(header -> header.toLowerCase(Locale.ROOT).startsWith("content-type:"))) {
      all.add(contentType);
    }
    return all;
  }

  private static String length(int bytes) {
    return "Content-Length: " + bytes;
  }

  /** One step of a script. */
  sealed interface Step {
    /** Writes these bytes. */
    @SuppressWarnings("ArrayRecordComponent")
    record Send(byte[] bytes) implements Step {}

    /** Waits for a gate. */
    record Await(CountDownLatch gate) implements Step {}

    /** Waits for the client to leave. */
    record Hang() implements Step {}

    /** Closes in good order. */
    record Close() implements Step {}

    /** Breaks off. */
    record Reset() implements Step {}
  }
}
