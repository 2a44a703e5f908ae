package dev.keyporter.proxy.payload;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.keyporter.model.cost.TokenUsage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a usage object in any of its shapes: of responses ({@code input_tokens}, {@code
 * output_tokens}), of chat completions ({@code prompt_tokens}, {@code completion_tokens}) and of
 * embeddings (no output). Nothing is invented: counts that make no sense are unknown usage.
 */
final class UsageReader {
  /** What the record takes. */
  private static final int MAX_RAW_CHARS = 8000;

  private static final long ABSENT = -1;

  private boolean nonsense;
  private long input = ABSENT;
  private long cached = ABSENT;
  private long cacheWrite = ABSENT;
  private long output = ABSENT;
  private long reasoning = ABSENT;
  private long total = ABSENT;
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
        case "input_tokens_details",
            "prompt_tokens_details",
            "output_tokens_details",
            "completion_tokens_details" -> {
          if (value == JsonToken.START_OBJECT) {
            readDetails(parser);
          } else {
            nonsense |= value != JsonToken.VALUE_NULL;
          }
        }
        default -> {}
      }
      parser.skipChildren();
    }
    int end = from + (int) parser.currentLocation().getByteOffset();
    if (end - start <= MAX_RAW_CHARS) {
      raw = new String(json, start, end - start, UTF_8);
    }
  }

  private void readDetails(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "cached_tokens" -> cached = count(parser, cached);
        case "cache_write_tokens" -> cacheWrite = count(parser, cacheWrite);
        case "reasoning_tokens" -> reasoning = count(parser, reasoning);
        default -> {}
      }
      parser.skipChildren();
    }
  }

  private long count(JsonParser parser, long before) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return before;
    }
    long count = Json.count(parser);
    nonsense |= count < 0;
    return count;
  }

  /** The object as it came; null where it is too long for the record. */
  @Nullable String raw() {
    return raw;
  }

  /** The counts; null where some make no sense, or too many are missing. */
  @Nullable TokenUsage usage() {
    long in = input;
    // Embeddings have no output: their total is their input.
    long out = output == ABSENT && total != ABSENT ? total - in : output;
    if (nonsense || in < 0 || out < 0) {
      return null;
    }
    long fromCache = Math.max(0, cached);
    long toCache = Math.max(0, cacheWrite);
    if (fromCache + toCache > in) {
      // Both are inside the input: subtracting them would price less than nothing.
      return null;
    }
    return new TokenUsage(
        in, fromCache, toCache, out, Math.max(0, reasoning), total == ABSENT ? in + out : total);
  }
}
