package dev.keyporter.console.connect.guide;

import java.util.Locale;
import java.util.Optional;

/** The tools people use, in the order they are shown. */
public enum Tool {
  PYTHON("OpenAI Python", "fth-code"),
  JAVASCRIPT("OpenAI JavaScript", "fth-hexagon"),
  JAVA("OpenAI Java", "fth-coffee"),
  ANTHROPIC("Anthropic SDKs", "fth-feather"),
  CLAUDE_CODE("Claude Code", "fth-command"),
  CODEX("Codex CLI", "fth-chevrons-right"),
  VS_CODE("VS Code", "fth-layout"),
  CONTINUE("Continue", "fth-git-commit"),
  AIDER("aider", "fth-git-branch"),
  LANGCHAIN("LangChain", "fth-link-2"),
  VERCEL("Vercel AI SDK", "fth-triangle"),
  CURL("curl", "fth-terminal"),
  ANY("Any other tool", "fth-plus-circle"),
  /**
   * Sends what one types through its own servers, which cannot reach an address of this machine:
   * https://ngrok.com/docs/gateway/examples/cursor-local-llm (read 2026-11-23).
   */
  CURSOR("Cursor", "fth-cloud-off");

  private final String title;
  private final String icon;

  Tool(String title, String icon) {
    this.title = title;
    this.icon = icon;
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
    return this != CURSOR;
  }

  /** Whether it can say by a header who calls; if not, it needs a token bound to one user. */
  public boolean sendsHeaders() {
    return this != AIDER;
  }

  /** What to write where; empty for a tool that cannot work. */
  public Optional<ToolGuide> guide(Target target) {
    return switch (this) {
      case PYTHON -> Optional.of(PythonGuide.of(target));
      case JAVASCRIPT -> Optional.of(JavaScriptGuide.of(target));
      case JAVA -> Optional.of(JavaGuide.of(target));
      case ANTHROPIC -> Optional.of(AnthropicGuide.of(target));
      case CLAUDE_CODE -> Optional.of(ClaudeCodeGuide.of(target));
      case CODEX -> Optional.of(CodexGuide.of(target));
      case VS_CODE -> Optional.of(VsCodeGuide.of(target));
      case CONTINUE -> Optional.of(ContinueGuide.of(target));
      case AIDER -> Optional.of(AiderGuide.of(target));
      case LANGCHAIN -> Optional.of(LangChainGuide.of(target));
      case VERCEL -> Optional.of(VercelGuide.of(target));
      case CURL -> Optional.of(CurlGuide.of(target));
      case ANY -> Optional.of(VariablesGuide.of(target));
      case CURSOR -> Optional.empty();
    };
  }
}
