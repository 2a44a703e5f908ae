package dev.keyporter.proxy.protocol;

import dev.keyporter.proxy.payload.MemberScan;
import dev.keyporter.proxy.payload.SearchText;
import dev.keyporter.proxy.sse.SseEvent;

/**
 * The type of an event where each has one: it stands in the line {@code event:}, or in the data
 * where there is no such line.
 */
public final class EventType {
  private static final int MAX_CHARS = 100;

  private EventType() {}

  /** Empty where it stands nowhere. */
  public static String of(SseEvent event) {
    String name = event.name();
    return name.isEmpty() || name.equals("message") ? inData(event) : name;
  }

  private static String inData(SseEvent event) {
    var members = new MemberScan(event.dataArray(), event.dataFrom(), event.dataTo());
    while (members.next()) {
      if (members.outermost() && members.nameIs("type") && members.valueStartsWith('"')) {
        return SearchText.decode(event.dataArray(), members.valueStart(), MAX_CHARS);
      }
    }
    return "";
  }
}
