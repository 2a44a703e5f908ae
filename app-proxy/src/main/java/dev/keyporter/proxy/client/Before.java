package dev.keyporter.proxy.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a question goes on from.
 *
 * @param previousResponseId the answer the provider knows; null where the messages are sent along
 * @param messages sent along before the question, oldest first
 * @param sessionId the session it belongs to; null for a new one
 */
public record Before(
    @Nullable String previousResponseId, List<Message> messages, @Nullable String sessionId) {
  /** A question on its own. */
  public static final Before NOTHING = new Before(null, List.of(), null);

  public Before {
    messages = List.copyOf(messages);
  }
}
