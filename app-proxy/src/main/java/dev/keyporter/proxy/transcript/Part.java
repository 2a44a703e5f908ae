package dev.keyporter.proxy.transcript;

import org.jspecify.annotations.Nullable;

/** A piece of what somebody said. */
public sealed interface Part {
  /** Words, often Markdown. */
  record Text(String text) implements Part {}

  /** Why the model would not answer. */
  record Refusal(String text) implements Part {}

  /** What the model lets see of its thinking. */
  record Reasoning(String text) implements Part {}

  /**
   * Something that is not words: named here, not shown.
   *
   * @param name what it is called, where it is, or its media type
   * @param bytes its size, null where it is elsewhere
   */
  record Attachment(Kind kind, String name, @Nullable Long bytes) implements Part {
    /** What it is. */
    public enum Kind {
      IMAGE,
      AUDIO,
      FILE
    }
  }

  /**
   * The model wants a tool to be run.
   *
   * @param arguments JSON, or a text where the tool takes one
   */
  record ToolCall(String name, String arguments) implements Part {}

  /** What a tool gave. */
  record ToolResult(String callId, String output) implements Part {}

  /** Vectors in place of words. */
  record Vectors(int count, int dimensions) implements Part {}

  /**
   * What is not known here.
   *
   * @param type as it calls itself
   * @param json all of it
   */
  record Other(String type, String json) implements Part {}
}
