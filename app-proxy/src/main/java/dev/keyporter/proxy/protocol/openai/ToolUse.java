package dev.keyporter.proxy.protocol.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.keyporter.model.cost.CostReason;
import dev.keyporter.proxy.payload.Json;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the tools of an answer cost beside its tokens, as far as it can be told that they do. */
public final class ToolUse {
  private ToolUse() {}

  /**
   * Notes an item of the output that may cost money. A tool that is only declared makes none.
   *
   * @param type the item's type; null where it has none that is a text
   */
  public static void note(@Nullable String type, Set<CostReason> reasons) {
    CostReason reason = reason(type);
    if (reason != null) {
      reasons.add(reason);
    }
  }

  /** Null where the item costs its tokens and no more, which are in the usage. */
  private static @Nullable CostReason reason(@Nullable String type) {
    return switch (type) {
      case "web_search_call" -> CostReason.WEB_SEARCH;
      case "file_search_call" -> CostReason.FILE_SEARCH;
      case "code_interpreter_call" -> CostReason.CODE_INTERPRETER;
      case "image_generation_call" -> CostReason.IMAGE_GENERATION;
      case "computer_call" -> CostReason.COMPUTER_USE;
      case "mcp_call" -> CostReason.MCP;
      // The output of a shell that the client runs is in its next request, not in an answer.
      case "shell_call_output" -> CostReason.HOSTED_SHELL;
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
          "compaction" ->
          null;
      case null, default -> CostReason.OTHER_TOOL;
    };
  }

  /**
   * Reads the object {@code tool_usage} that some answers have beside their usage, such as {@code
   * {"image_gen":{"input_tokens":0},"web_search":{"num_requests":1}}}, and leaves the parser at its
   * end. It stands there, with zeros, also where no tool was used.
   */
  static void readCounts(JsonParser parser, Set<CostReason> reasons) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String tool = parser.currentName();
      parser.nextToken();
      if (counts(parser)) {
        reasons.add(
            switch (tool) {
              case "image_gen" -> CostReason.IMAGE_GENERATION;
              case "web_search" -> CostReason.WEB_SEARCH;
              case "file_search" -> CostReason.FILE_SEARCH;
              case "code_interpreter" -> CostReason.CODE_INTERPRETER;
              default -> CostReason.OTHER_TOOL;
            });
      }
    }
  }

  /** Whether there is a number other than zero; leaves the parser at the value's end. */
  private static boolean counts(JsonParser parser) throws IOException {
    int depth = 0;
    boolean counts = false;
    JsonToken token = parser.currentToken();
    while (true) {
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else {
        counts |= token.isNumeric() && Json.count(parser) != 0;
      }
      if (depth == 0) {
        return counts;
      }
      token = parser.nextToken();
    }
  }
}
