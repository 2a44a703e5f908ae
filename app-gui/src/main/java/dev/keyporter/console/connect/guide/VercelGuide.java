package dev.keyporter.console.connect.guide;

import dev.keyporter.console.connect.guide.ToolGuide.Step;
import dev.keyporter.console.snippets.Quoted;
import java.util.List;

/**
 * Vercel's AI SDK with its provider for OpenAI, which calls the Responses API by default.
 *
 * <p>Source: https://ai-sdk.dev/providers/ai-sdk-providers/openai (read 2026-11-23).
 */
final class VercelGuide {
  private VercelGuide() {}

  static ToolGuide of(Target target) {
    String headers =
        target.user() == null
            ? ""
            : "  headers: { \"%s\": %s },\n"
                .formatted(Target.USER_HEADER, Quoted.text(target.user()));
    String program =
        """
        import { createOpenAI } from "@ai-sdk/openai";
        import { generateText } from "ai";

        const keyporter = createOpenAI({
          baseURL: %s,
          apiKey: %s,
        %s});
        const { text } = await generateText({
          model: keyporter(%s),
          prompt: "Say hello.",
        });
        console.log(text);
        """
            .formatted(
                Quoted.text(target.baseUrl()),
                Quoted.text(target.token()),
                headers,
                Quoted.text(target.model()));
    return new ToolGuide(
        List.of(
            Step.terminal("step.install", target.os(), "npm install ai @ai-sdk/openai\n"),
            Step.file("step.program", "hello.mjs", Syntax.JAVASCRIPT, program),
            Step.terminal("step.run", target.os(), "node hello.mjs\n")),
        List.of("note.vercel.chat", "note.vercel.retries"));
  }
}
