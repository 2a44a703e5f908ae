package dev.keyporter.proxy.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.proxy.client.AnswerState.Phase;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Grows with what arrives on one thread; looked at from any other. */
final class LiveAnswer {
  private final LongSupplier nanoTime;
  private final long begun;
  private final Pace pace = new Pace();
  private final StringBuilder text = new StringBuilder();
  private final Set<String> otherOutput = new LinkedHashSet<>();
  private Phase phase = Phase.WAITING;
  private long reasoning;
  private long firstAt = -1;
  private long endedAt = -1;
  private @Nullable String requestId;
  private @Nullable String sessionId;
  private @Nullable String responseId;
  private @Nullable String model;
  private @Nullable String incomplete;
  private @Nullable TokenUsage usage;
  private @Nullable Problem problem;

  /**
   * An answer to a call that begins now.
   *
   * @param nanoTime a clock as {@link System#nanoTime}
   */
  LiveAnswer(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.begun = nanoTime.getAsLong();
  }

  synchronized void ids(@Nullable String request, @Nullable String session) {
    requestId = request;
    sessionId = session;
  }

  /** Takes an event of a stream. */
  synchronized void event(JsonNode event) {
    String type = event.path("type").asText();
    switch (type) {
      case "response.output_text.delta", "response.refusal.delta" ->
          arrived(event.path("delta").asText(), false);
      case "response.reasoning_summary_text.delta", "response.reasoning_text.delta" ->
          arrived(event.path("delta").asText(), true);
      case "error" -> failed(event);
      default -> {
        if (event.path("response").isObject()) {
          response(event.path("response"));
        }
      }
    }
  }

  private void arrived(String piece, boolean isThought) {
    if (piece.isEmpty() || isEnded()) {
      return;
    }
    long at = now();
    if (firstAt < 0) {
      firstAt = at;
    }
    phase = Phase.ANSWERING;
    pace.add(at, piece.length());
    keep(piece, isThought);
  }

  /** Of what came all at once, neither a first token nor a pace is known. */
  private void keep(String piece, boolean isThought) {
    if (isThought) {
      reasoning += piece.length();
    } else {
      text.append(piece);
    }
  }

  /** Takes a response as it stands: inside an event, or as the whole answer. */
  synchronized void response(JsonNode response) {
    responseId = Json.text(response, "id").orElse(responseId);
    model = Json.text(response, "model").orElse(model);
    if (response.path("usage").isObject()) {
      usage = usage(response.path("usage"));
    }
    switch (response.path("status").asText()) {
      case "completed" -> completed(response, null);
      case "incomplete" ->
          completed(
              response,
              Json.text(response.path("incomplete_details"), "reason").orElse("incomplete"));
      case "failed", "cancelled" -> failed(response.path("error"));
      default -> {}
    }
  }

  private void completed(JsonNode response, @Nullable String why) {
    if (text.isEmpty() && !isEnded()) {
      for (JsonNode item : response.path("output")) {
        for (JsonNode part : item.path("content")) {
          String whole = Json.text(part, "text").or(() -> Json.text(part, "refusal")).orElse("");
          keep(whole, item.path("type").asText().equals("reasoning"));
        }
      }
    }
    for (JsonNode item : response.path("output")) {
      String kind = item.path("type").asText();
      if (!kind.equals("message") && !kind.equals("reasoning")) {
        otherOutput.add(kind);
      }
    }
    incomplete = why;
    end(Phase.COMPLETED);
  }

  private void failed(JsonNode error) {
    if (!isEnded()) {
      JsonNode inner = error.path("error").isObject() ? error.path("error") : error;
      problem =
          new Problem.Failed(
              Json.text(inner, "code").orElse(null), Json.text(inner, "message").orElse(""));
      end(Phase.FAILED);
    }
  }

  synchronized void fail(Problem why) {
    if (!isEnded()) {
      problem = why;
      end(Phase.FAILED);
    }
  }

  synchronized void stop() {
    if (!isEnded()) {
      end(Phase.STOPPED);
    }
  }

  synchronized boolean isEnded() {
    return endedAt >= 0;
  }

  private void end(Phase last) {
    if (!isEnded()) {
      phase = last;
      endedAt = now();
    }
  }

  private long now() {
    return nanoTime.getAsLong() - begun;
  }

  synchronized AnswerState state() {
    long until = endedAt < 0 ? now() : endedAt;
    return new AnswerState(
        phase,
        text.toString(),
        reasoning,
        requestId,
        responseId,
        sessionId,
        model,
        usage,
        incomplete,
        List.copyOf(otherOutput),
        firstAt < 0 ? null : Duration.ofNanos(firstAt),
        Duration.ofNanos(until),
        pace.until(until),
        problem);
  }

  private static TokenUsage usage(JsonNode usage) {
    long input = count(usage, "input_tokens");
    long output = count(usage, "output_tokens");
    JsonNode ofInput = usage.path("input_tokens_details");
    return new TokenUsage(
        input,
        count(ofInput, "cached_tokens"),
        count(ofInput, "cache_write_tokens"),
        output,
        count(usage.path("output_tokens_details"), "reasoning_tokens"),
        Math.max(count(usage, "total_tokens"), input + output));
  }

  private static long count(JsonNode node, String member) {
    return Math.max(0, node.path(member).asLong(0));
  }
}
