package dev.keyporter.proxy.sse;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Events for tests of their readers. */
public final class Sse {
  private Sse() {}

  /** An event with these lines and a blank one. */
  public static SseEvent event(String lines) {
    return new SseEvent((lines + "\n\n").getBytes(UTF_8), 0, SseEvent.Ending.BLANK_LINE, true);
  }

  /** An event as the Responses API sends it, its type in a line of its own. */
  public static SseEvent typed(String type, String members) {
    return event("event: " + type + "\ndata: {\"type\":\"" + type + "\"," + members + "}");
  }

  /** The same without that line. */
  public static SseEvent untyped(String type, String members) {
    return event("data: {\"type\": \"" + type + "\", " + members + "}");
  }
}
