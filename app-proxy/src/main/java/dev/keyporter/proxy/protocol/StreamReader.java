package dev.keyporter.proxy.protocol;

import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.sse.SseEvent;
import java.util.Optional;

/**
 * Reads a stream on its way to the client, one event at a time, with little work for the many
 * events that only carry a few letters. Never fails: what is not understood says nothing. Not safe
 * for use by several threads.
 */
public interface StreamReader {
  /** How the stream itself says it ended. */
  enum Outcome {
    /** Completed, or cut short by a limit the client set: an answer, and paid for. */
    COMPLETED,
    FAILED
  }

  /**
   * Reads the next event.
   *
   * @return whether it is the terminal event: the first that says how the stream ended. More may
   *     follow it, such as {@code [DONE]}, and still add to the facts, but not to the outcome
   */
  boolean read(SseEvent event);

  /** How the stream ended; empty before its terminal event. */
  Optional<Outcome> outcome();

  /** Whether it must say that it ends: where it does not, its clean end is an end as well. */
  default boolean hasTerminalEvent() {
    return true;
  }

  /** Whether what the stream brings can be referred to before its end. */
  boolean isReferableEarly();

  /** The id of the response or chat completion; empty before it is known. */
  Optional<String> responseId();

  /** Whether the event read last is the chunk of a chat completion that only reports usage. */
  boolean atUsageChunk();

  /** What is known so far. */
  AnswerFacts facts();

  /** The one event that tells the client of an error after the stream broke here. */
  byte[] errorEvent(ProxyError error);
}
