package dev.keyporter.proxy.protocol.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.keyporter.model.cost.CostReason;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.proxy.payload.Json;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a usage object in any of its shapes: of responses ({@code input_tokens}, {@code
 * output_tokens}), of chat completions ({@code prompt_tokens}, {@code completion_tokens}) and of
 * embeddings (no output), of transcriptions ({@code input_token_details}, or no tokens but {@code
 * seconds}). Nothing is invented: counts that make no sense are unknown usage.
 */
final class UsageReader {
  /** What the record takes. */
  private static final int MAX_RAW_CHARS = 8000;

  private static final int MAX_TYPE_CHARS = 20;
  private static final long ABSENT = -1;

  private final Set<CostReason> reasons = EnumSet.noneOf(CostReason.class);
  private boolean nonsense;

  /** Seconds of audio are counted, not tokens. */
  private boolean isDuration;

  private long input = ABSENT;
  private long cached = ABSENT;
  private long cacheWrite = ABSENT;
  private long output = ABSENT;
  private long reasoning = ABSENT;
  private long total = ABSENT;
  private long largestOfInput;
  private long largestOfOutput;
  private @Nullable String raw;

  /** Reads the object the parser stands on and leaves the parser at its end. */
  void read(JsonParser parser, byte[] json, int from) throws IOException {
    int start = from + Json.tokenStart(parser);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "input_tokens", "prompt_tokens" -> input = count(parser, input);
        case "output_tokens", "completion_tokens" -> output = count(parser, output);
        case "total_tokens" -> total = count(parser, total);
        case "input_tokens_details", "input_token_details", "prompt_tokens_details" -> {
          if (isDetails(value)) {
            largestOfInput = Math.max(largestOfInput, readDetails(parser));
          }
        }
        case "output_tokens_details", "output_token_details", "completion_tokens_details" -> {
          if (isDetails(value)) {
            largestOfOutput = Math.max(largestOfOutput, readDetails(parser));
          }
        }
        case "type" ->
            isDuration = "duration".equals(Json.string(parser, json, from, MAX_TYPE_CHARS));
        default -> noteOther(name, parser);
      }
      parser.skipChildren();
    }
    int end = from + (int) parser.currentLocation().getByteOffset();
    if (end - start <= MAX_RAW_CHARS) {
      raw = new String(json, start, end - start, UTF_8);
    }
  }

  private boolean isDetails(JsonToken value) {
    nonsense |= value != JsonToken.START_OBJECT && value != JsonToken.VALUE_NULL;
    return value == JsonToken.START_OBJECT;
  }

  /** The largest count of those that have a whole, and no check of their own. */
  private long readDetails(JsonParser parser) throws IOException {
    long largest = 0;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "cached_tokens" -> cached = count(parser, cached);
        case "cache_write_tokens" -> cacheWrite = count(parser, cacheWrite);
        case "reasoning_tokens" -> reasoning = count(parser, reasoning);
        case "text_tokens", "accepted_prediction_tokens", "rejected_prediction_tokens" ->
            largest = Math.max(largest, count(parser, ABSENT));
        case "audio_tokens" ->
            largest = Math.max(largest, noted(CostReason.AUDIO_TOKENS, count(parser, ABSENT)));
        case "image_tokens" ->
            largest = Math.max(largest, noted(CostReason.IMAGE_TOKENS, count(parser, ABSENT)));
        default -> noteOther(name, parser);
      }
      parser.skipChildren();
    }
    return largest;
  }

  private long noted(CostReason reason, long count) {
    if (count > 0) {
      reasons.add(reason);
    }
    return count;
  }

  /** A kind of token that came later than this program may have a rate of its own. */
  private void noteOther(String name, JsonParser parser) throws IOException {
    boolean isNone = parser.currentToken() == JsonToken.VALUE_NULL || Json.count(parser) == 0;
    if (name.endsWith("_tokens") && !isNone) {
      reasons.add(CostReason.OTHER_TOKENS);
    }
  }

  private long count(JsonParser parser, long before) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return before;
    }
    long count = Json.count(parser);
    nonsense |= count < 0 || count > TokenUsage.MOST;
    if (before != ABSENT && before != count) {
      reasons.add(CostReason.USAGE_TWICE);
    }
    return count;
  }

  /** The object as it came; null where it is too long for the record. */
  @Nullable String raw() {
    return raw;
  }

  /** The counts; null where some make no sense, or too many are missing. */
  @Nullable TokenUsage usage() {
    if (!isCounted() || isCacheOverInput()) {
      return null;
    }
    long out = output();
    return new TokenUsage(
        input,
        Math.max(0, cached),
        Math.max(0, cacheWrite),
        out,
        Math.max(0, reasoning),
        total == ABSENT ? input + out : total);
  }

  private boolean isCounted() {
    return !nonsense && input >= 0 && output() >= 0;
  }

  /** Embeddings have no output: their total is their input. */
  private long output() {
    return output == ABSENT && total != ABSENT ? total - input : output;
  }

  /** Both are inside the input: subtracting them would price less than nothing. */
  private boolean isCacheOverInput() {
    return Math.max(0, cached) + Math.max(0, cacheWrite) > input;
  }

  /** What keeps the counts from giving an exact cost. */
  Set<CostReason> reasons() {
    if (!isCounted()) {
      reasons.add(isDuration ? CostReason.NO_USAGE : CostReason.IMPOSSIBLE_COUNTS);
      return reasons;
    }
    if (isCacheOverInput()) {
      reasons.add(CostReason.CACHE_OVER_INPUT);
    }
    if (total != ABSENT && total != input + Math.max(0, output)) {
      reasons.add(CostReason.TOTAL_MISMATCH);
    }
    if (reasoning > output()) {
      reasons.add(CostReason.REASONING_OVER_OUTPUT);
    }
    if (largestOfInput > input || largestOfOutput > output()) {
      reasons.add(CostReason.PART_OVER_WHOLE);
    }
    return reasons;
  }
}
