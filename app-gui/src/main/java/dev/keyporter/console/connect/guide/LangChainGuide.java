package dev.keyporter.console.connect.guide;

import dev.keyporter.console.connect.guide.ToolGuide.Step;
import dev.keyporter.console.snippets.Quoted;
import java.util.List;

/**
 * LangChain for Python. With a base URL of one's own it no longer asks streams for their usage
 * unless told to: https://github.com/langchain-ai/langchain/pull/33298; the parameters:
 * https://reference.langchain.com/python/langchain-openai (read 2026-11-23).
 */
final class LangChainGuide {
  private LangChainGuide() {}

  static ToolGuide of(Target target) {
    String headers =
        target.user() == null
            ? ""
            : "    default_headers={\"%s\": %s},\n"
                .formatted(Target.USER_HEADER, Quoted.text(target.user()));
    String program =
        """
        from langchain_openai import ChatOpenAI

        llm = ChatOpenAI(
            model=%s,
            base_url=%s,
            api_key=%s,
            stream_usage=True,
        %s)
        print(llm.invoke("Say hello.").content)
        """
            .formatted(
                Quoted.text(target.model()),
                Quoted.text(target.baseUrl()),
                Quoted.text(target.token()),
                headers);
    return new ToolGuide(
        List.of(
            Step.terminal("step.install", target.os(), "pip install langchain-openai\n"),
            Step.file("step.program", "hello.py", Syntax.PYTHON, program),
            Step.terminal("step.run", target.os(), "python hello.py\n")),
        List.of("note.langchain.usage", "note.langchain.responses", "note.retries"));
  }
}
