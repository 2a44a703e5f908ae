package dev.keyporter.console.connect.guide;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tools people use, in the order they are shown. */
public enum Tool {
  PYTHON("OpenAI Python", "fth-code", PythonGuide::of),
  JAVASCRIPT("OpenAI JavaScript", "fth-hexagon", JavaScriptGuide::of),
  JAVA("OpenAI Java", "fth-coffee", JavaGuide::of),
  CODEX("Codex CLI", "fth-chevrons-right", CodexGuide::of),
  VS_CODE("VS Code", "fth-layout", VsCodeGuide::of),
  CONTINUE("Continue", "fth-git-commit", ContinueGuide::of),
  AIDER("aider", "fth-git-branch", AiderGuide::of),
  LANGCHAIN("LangChain", "fth-link-2", LangChainGuide::of),
  VERCEL("Vercel AI SDK", "fth-triangle", VercelGuide::of),
  CURL("curl", "fth-terminal", CurlGuide::of),
  ANY("Any other tool", "fth-plus-circle", VariablesGuide::of),
  /**
   * Sends what one types through its own servers, which cannot reach an address of this machine:
   * https://ngrok.com/docs/gateway/examples/cursor-local-llm (read 2026-11-23).
   */
  CURSOR("Cursor", "fth-cloud-off", null);

  private final String title;
  private final String icon;
  private final @Nullable Function<Target, ToolGuide> guide;

  Tool(String title, String icon, @Nullable Function<Target, ToolGuide> guide) {
    this.title = title;
    this.icon = icon;
    this.guide = guide;
  }

  /** Its name; what a token issued for it is called. */
  public String title() {
    return title;
  }

  /** Ikonli's name of its icon. */
  public String icon() {
    return icon;
  }

  /** What names of texts and nodes about it begin with. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it can be pointed at a proxy on this machine at all. */
  public boolean works() {
    return guide != null;
  }

  /** Whether it can say by a header who calls; if not, it needs a token bound to one user. */
  public boolean sendsHeaders() {
    return this != AIDER;
  }

  /** What to write where; empty for a tool that cannot work. */
  public Optional<ToolGuide> guide(Target target) {
    return guide == null ? Optional.empty() : Optional.of(guide.apply(target));
  }
}
