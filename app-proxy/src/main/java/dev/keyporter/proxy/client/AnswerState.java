package dev.keyporter.proxy.client;

import dev.keyporter.model.cost.TokenUsage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer as far as it has come.
 *
 * @param text all of it, Markdown
 * @param reasoning characters of thought that came along
 * @param responseId the provider's
 * @param model the one that answers, as the provider says
 * @param usage null until the provider counted
 * @param incomplete why the provider ended it early, in the API's word
 * @param otherOutput kinds of output that are no text, as {@code function_call}
 * @param firstToken from sending to the first piece of text or thought; null where it came whole
 * @param elapsed from sending to now, or to the end
 * @param pace estimated tokens a second over {@code elapsed}, in equal steps
 */
public record AnswerState(
    Phase phase,
    String text,
    long reasoning,
    @Nullable String requestId,
    @Nullable String responseId,
    @Nullable String sessionId,
    @Nullable String model,
    @Nullable TokenUsage usage,
    @Nullable String incomplete,
    List<String> otherOutput,
    @Nullable Duration firstToken,
    Duration elapsed,
    List<Double> pace,
    @Nullable Problem problem) {
  /** Where an answer stands. */
  public enum Phase {
    /** Sent, nothing is there. */
    WAITING,
    /** Its beginning is there. */
    ANSWERING,
    COMPLETED,
    /** Its reader did not want more. */
    STOPPED,
    FAILED
  }

  public AnswerState {
    otherOutput = List.copyOf(otherOutput);
    pace = List.copyOf(pace);
  }

  /** Whether more may come. */
  public boolean isOpen() {
    return phase == Phase.WAITING || phase == Phase.ANSWERING;
  }

  /** Tokens of the answer: counted by the provider, or estimated while they come. */
  public long outputTokens() {
    return usage == null
        ? TokenEstimate.of(text.length()) + TokenEstimate.of(reasoning)
        : usage.output();
  }

  /** Tokens a second from the first one on; 0 where that cannot be told. */
  public double tokensPerSecond() {
    if (firstToken == null) {
      return 0;
    }
    long nanos = elapsed.minus(firstToken).toNanos();
    return nanos <= 0 ? 0 : outputTokens() * 1e9 / nanos;
  }
}
