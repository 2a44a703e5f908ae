package dev.keyporter.proxy.protocol.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.keyporter.model.cost.CostItem;
import dev.keyporter.model.cost.CostReason;
import dev.keyporter.proxy.payload.Json;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the tools of an answer cost beside its tokens, as far as it can be told that they do: calls
 * that are counted, and reasons for what cannot be. A stream shows each item when it begins, when
 * it is done, and once more in the whole answer at its end: each of these is counted for itself,
 * and the most complete one holds.
 */
public final class ToolUse {
  /** Where an item of the output was seen. */
  public enum Seen {
    BEGUN,
    DONE,
    /** In the answer as a whole. */
    WHOLE
  }

  private final Map<Seen, Map<CostItem.Kind, Long>> seen = new EnumMap<>(Seen.class);
  private final Map<CostItem.Kind, Long> counted = new EnumMap<>(CostItem.Kind.class);
  private final Set<String> containers = new HashSet<>();
  private final Set<CostReason> reasons = EnumSet.noneOf(CostReason.class);

  /**
   * Notes an item of the output that may cost money. A tool that is only declared makes none.
   *
   * @param type the item's type; null where it has none that is a text
   */
  public void item(@Nullable String type, Seen where) {
    switch (type) {
      case "web_search_call" -> count(CostItem.Kind.WEB_SEARCH, where);
      case "file_search_call" -> count(CostItem.Kind.FILE_SEARCH, where);
      case "code_interpreter_call" -> count(CostItem.Kind.CODE_INTERPRETER, where);
      case "image_generation_call" -> count(CostItem.Kind.IMAGE_GENERATION, where);
      case "computer_call" -> reasons.add(CostReason.COMPUTER_USE);
      case "mcp_call" -> reasons.add(CostReason.MCP);
      // The output of a shell that the client runs is in its next request, not in an answer.
      case "shell_call_output" -> reasons.add(CostReason.HOSTED_SHELL);
      case "message",
          "reasoning",
          "function_call",
          "function_call_output",
          "custom_tool_call",
          "custom_tool_call_output",
          "computer_call_output",
          "local_shell_call",
          "local_shell_call_output",
          "shell_call",
          "apply_patch_call",
          "apply_patch_call_output",
          "mcp_list_tools",
          "mcp_approval_request",
          "mcp_approval_response",
          "tool_search_call",
          "tool_search_output",
          "additional_tools",
          "compaction" -> {
        // Costs its tokens and no more, which are in the usage.
      }
      case null, default -> reasons.add(CostReason.OTHER_TOOL);
    }
  }

  private void count(CostItem.Kind kind, Seen where) {
    seen.computeIfAbsent(where, _ -> new EnumMap<>(CostItem.Kind.class)).merge(kind, 1L, Long::sum);
  }

  /** Notes a container that a call ran in: it is paid once, however many calls it serves. */
  public void container(String id) {
    containers.add(id);
  }

  /** Notes something that costs money and cannot be counted. */
  public void uncounted(CostReason reason) {
    reasons.add(reason);
  }

  /**
   * Reads the object {@code tool_usage} that some answers have beside their usage, such as {@code
   * {"image_gen":{"input_tokens":0},"web_search":{"num_requests":1}}}, and leaves the parser at its
   * end. It stands there, with zeros, also where no tool was used.
   */
  void readCounts(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String tool = parser.currentName();
      parser.nextToken();
      long most = largest(parser);
      if (most != 0) {
        switch (tool) {
          case "web_search" -> counted.put(CostItem.Kind.WEB_SEARCH, most);
          case "file_search" -> counted.put(CostItem.Kind.FILE_SEARCH, most);
          case "image_gen" -> reasons.add(CostReason.IMAGE_GENERATION);
          case "code_interpreter" -> reasons.add(CostReason.CODE_INTERPRETER);
          default -> reasons.add(CostReason.OTHER_TOOL);
        }
      }
    }
  }

  /** The largest number in a value, -1 for one that is no count; leaves the parser at its end. */
  private static long largest(JsonParser parser) throws IOException {
    int depth = 0;
    long largest = 0;
    JsonToken token = parser.currentToken();
    while (true) {
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token.isNumeric() && largest >= 0) {
        long count = Json.count(parser);
        largest = count < 0 ? -1 : Math.max(largest, count);
      }
      if (depth == 0) {
        return largest;
      }
      token = parser.nextToken();
    }
  }

  /** How often what is paid by the piece was used; nothing for what was not. */
  public Map<CostItem.Kind, Long> quantities() {
    Map<CostItem.Kind, Long> all = new EnumMap<>(CostItem.Kind.class);
    seen.getOrDefault(Seen.BEGUN, Map.of()).forEach(all::put);
    seen.getOrDefault(Seen.DONE, Map.of()).forEach((kind, n) -> all.merge(kind, n, Math::max));
    all.putAll(seen.getOrDefault(Seen.WHOLE, Map.of()));
    counted.forEach((kind, count) -> all.merge(kind, Math.max(1, count), Math::max));
    if (!containers.isEmpty()) {
      all.replace(CostItem.Kind.CODE_INTERPRETER, (long) containers.size());
    }
    return all;
  }

  /** What cannot be counted, or is counted twice with different figures. */
  public Set<CostReason> reasons() {
    Set<CostReason> all = EnumSet.noneOf(CostReason.class);
    all.addAll(reasons);
    counted.forEach(
        (kind, count) -> {
          if (!count.equals(ofItems(kind))) {
            all.add(
                kind == CostItem.Kind.WEB_SEARCH ? CostReason.WEB_SEARCH : CostReason.FILE_SEARCH);
          }
        });
    return all;
  }

  private long ofItems(CostItem.Kind kind) {
    Map<CostItem.Kind, Long> most =
        seen.getOrDefault(Seen.WHOLE, seen.getOrDefault(Seen.DONE, Map.of()));
    return most.getOrDefault(kind, 0L);
  }
}
