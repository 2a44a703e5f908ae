package dev.keyporter.proxy.protocol.anthropic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyporter.model.cost.CostReason;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.proxy.payload.Json;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The usage of a message. A stream tells it twice, at its beginning and, cumulative, at its end,
 * where some members may be missing: each member's last figure holds. Nothing is invented: counts
 * that make no sense are unknown usage.
 *
 * <p>Anthropic counts what was read from the cache and written to it beside {@code input_tokens};
 * {@link TokenUsage} has both inside the input.
 */
final class MessageUsage {
  /** The speed that costs more; told as a tier, since it has rates of its own as one has. */
  static final String FAST = "fast";

  /** What the record takes. */
  private static final int MAX_RAW_CHARS = 8000;

  /** Longer than any usage; its tree is many times as large. */
  private static final int MAX_BYTES = 64 << 10;

  private static final long ABSENT = -1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode told = JSON.createObjectNode();
  private boolean isTold;
  private boolean isNonsense;

  /** Adds the object the parser stands on, if it is one, and leaves the parser at its end. */
  void add(JsonParser parser, byte[] json, int from) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    int start = from + Json.tokenStart(parser);
    parser.skipChildren();
    int end = from + (int) parser.currentLocation().getByteOffset();
    isTold = true;
    if (end - start > MAX_BYTES) {
      isNonsense = true;
      return;
    }
    JSON.readTree(json, start, end - start)
        .properties()
        .forEach(
            member -> {
              if (!member.getValue().isNull()) {
                told.set(member.getKey(), member.getValue());
              }
            });
  }

  /** The counts; null where there are none, or some make no sense. */
  @Nullable TokenUsage usage() {
    if (!isCounted()) {
      return null;
    }
    long read = orZero("cache_read_input_tokens");
    long written = written();
    long input = orZero("input_tokens") + read + written;
    long output = orZero("output_tokens");
    return new TokenUsage(input, read, written, output, thinking(), input + output);
  }

  private boolean isCounted() {
    return isTold
        && !isNonsense
        && count(told.path("input_tokens")) >= 0
        && count(told.path("output_tokens")) >= 0
        && isCountOrAbsent("cache_read_input_tokens")
        && isCountOrAbsent("cache_creation_input_tokens")
        && orZero("input_tokens") + orZero("cache_read_input_tokens") + written()
            <= TokenUsage.MOST;
  }

  private boolean isCountOrAbsent(String name) {
    return !told.has(name) || count(told.get(name)) >= 0;
  }

  private long orZero(String name) {
    return Math.max(0, count(told.path(name)));
  }

  private long written() {
    return told.has("cache_creation_input_tokens")
        ? orZero("cache_creation_input_tokens")
        : writtenFor("5m") + writtenFor("1h");
  }

  private long writtenFor(String time) {
    return Math.max(
        0, count(told.path("cache_creation").path("ephemeral_" + time + "_input_tokens")));
  }

  /** How many of the written tokens were written for an hour. */
  long longWritten() {
    return isCounted() ? Math.min(writtenFor("1h"), written()) : 0;
  }

  private long thinking() {
    return Math.max(0, count(told.path("output_tokens_details").path("thinking_tokens")));
  }

  /** How often the web was searched. */
  long webSearches() {
    return Math.max(0, count(told.path("server_tool_use").path("web_search_requests")));
  }

  private static long count(JsonNode number) {
    return number.isIntegralNumber()
            && number.canConvertToLong()
            && number.longValue() >= 0
            && number.longValue() <= TokenUsage.MOST
        ? number.longValue()
        : ABSENT;
  }

  /** The tier that served; null where the answer does not say. */
  @Nullable String serviceTier() {
    if (FAST.equals(told.path("speed").asText())) {
      return FAST;
    }
    JsonNode tier = told.path("service_tier");
    return tier.isTextual() ? tier.asText() : null;
  }

  /** What keeps the counts from giving an exact cost. */
  Set<CostReason> reasons() {
    var reasons = EnumSet.noneOf(CostReason.class);
    if (!isTold) {
      return reasons;
    }
    if (!isCounted()) {
      reasons.add(CostReason.IMPOSSIBLE_COUNTS);
      return reasons;
    }
    if (thinking() > orZero("output_tokens")) {
      reasons.add(CostReason.REASONING_OVER_OUTPUT);
    }
    if (told.has("cache_creation") && writtenFor("5m") + writtenFor("1h") != written()) {
      reasons.add(CostReason.PART_OVER_WHOLE);
    }
    addOthers(reasons);
    return reasons;
  }

  /** What came later than this program may have a rate of its own. */
  private void addOthers(Set<CostReason> reasons) {
    for (var member : told.properties()) {
      switch (member.getKey()) {
        case "input_tokens",
            "output_tokens",
            "cache_read_input_tokens",
            "cache_creation_input_tokens" -> {}
        case "iterations" -> {
          for (JsonNode iteration : member.getValue()) {
            // A compaction, another model's help or its place: the counts above are without it.
            if (!iteration.path("type").asText().equals("message")) {
              reasons.add(CostReason.OTHER_TOKENS);
            }
          }
        }
        case "inference_geo" -> {
          // Kept within a country, some models cost a tenth more.
          if (!Set.of("global", "not_available").contains(member.getValue().asText())) {
            reasons.add(CostReason.REGIONAL_HOST);
          }
        }
        case "server_tool_use" -> {
          for (var tool : member.getValue().properties()) {
            // A fetched page costs its tokens alone.
            boolean isKnown =
                Set.of("web_search_requests", "web_fetch_requests").contains(tool.getKey());
            if (!isKnown && tool.getValue().asLong(1) != 0) {
              reasons.add(CostReason.OTHER_TOOL);
            }
          }
        }
        default -> {
          if (member.getKey().endsWith("_tokens") && member.getValue().asLong(1) != 0) {
            reasons.add(CostReason.OTHER_TOKENS);
          }
        }
      }
    }
  }

  /** What was told, as JSON; null where it is nothing, or too long for the record. */
  @Nullable String raw() {
    String raw = told.toString();
    return isTold && raw.length() <= MAX_RAW_CHARS ? raw : null;
  }
}
