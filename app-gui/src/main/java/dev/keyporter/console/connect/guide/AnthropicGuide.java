package dev.keyporter.console.connect.guide;

import dev.keyporter.console.connect.guide.ToolGuide.Step;
import dev.keyporter.console.snippets.CurlCommand;
import dev.keyporter.console.snippets.Quoted;
import dev.keyporter.model.access.ProviderKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Anthropic's SDKs, and the same without one. Each also reads ANTHROPIC_BASE_URL and
 * ANTHROPIC_API_KEY.
 */
final class AnthropicGuide {
  /** The version the program for Java was run with. */
  static final String JAVA_VERSION = "3.14.0";

  private static final String QUESTION = "Say hello.";

  private AnthropicGuide() {}

  static ToolGuide of(Target target) {
    List<Step> steps = new ArrayList<>();
    steps.add(Step.file("step.anthropic.python", "hello.py", Syntax.PYTHON, python(target)));
    steps.add(
        Step.file("step.anthropic.javascript", "hello.mjs", Syntax.JAVASCRIPT, script(target)));
    steps.add(Step.file("step.anthropic.java", "Hello.java", Syntax.JAVA, java(target)));
    steps.add(Step.terminal("step.anthropic.curl", target.os(), curl(target)));
    return new ToolGuide(steps, List.of("note.anthropic.key", "note.anthropic.variables"));
  }

  private static String python(Target target) {
    String user =
        target.user() == null
            ? ""
            : "    default_headers={\"%s\": %s},\n"
                .formatted(Target.USER_HEADER, Quoted.text(target.user()));
    return """
    # pip install anthropic
    from anthropic import Anthropic

    client = Anthropic(
        base_url=%s,
        api_key=%s,
    %s)
    message = client.messages.create(
        model=%s,
        max_tokens=1024,
        messages=[{"role": "user", "content": "%s"}],
    )
    print(message.content[0].text)
    """
        .formatted(
            Quoted.text(target.anthropicUrl()),
            Quoted.text(target.token()),
            user,
            Quoted.text(target.anthropicModel()),
            QUESTION);
  }

  private static String script(Target target) {
    String user =
        target.user() == null
            ? ""
            : "  defaultHeaders: { \"%s\": %s },\n"
                .formatted(Target.USER_HEADER, Quoted.text(target.user()));
    return """
    // npm install @anthropic-ai/sdk
    import Anthropic from "@anthropic-ai/sdk";

    const client = new Anthropic({
      baseURL: %s,
      apiKey: %s,
    %s});
    const message = await client.messages.create({
      model: %s,
      max_tokens: 1024,
      messages: [{ role: "user", content: "%s" }],
    });
    console.log(message.content[0].text);
    """
        .formatted(
            Quoted.text(target.anthropicUrl()),
            Quoted.text(target.token()),
            user,
            Quoted.text(target.anthropicModel()),
            QUESTION);
  }

  private static String java(Target target) {
    String user =
        target.user() == null
            ? ""
            : "          .putHeader(\"%s\", %s)\n"
                .formatted(Target.USER_HEADER, Quoted.text(target.user()));
    return """
    // Maven: com.anthropic:anthropic-java:%s
    import com.anthropic.client.okhttp.AnthropicOkHttpClient;
    import com.anthropic.models.messages.MessageCreateParams;

    void main() {
      var client =
          AnthropicOkHttpClient.builder()
              .baseUrl(%s)
              .apiKey(%s)
    %s          .build();
      var question =
          MessageCreateParams.builder()
              .model(%s)
              .maxTokens(1024)
              .addUserMessage("%s")
              .build();
      client.messages().create(question).content().stream()
          .flatMap(block -> block.text().stream())
          .forEach(text -> IO.println(text.text()));
      client.close();
    }
    """
        .formatted(
            JAVA_VERSION,
            Quoted.text(target.anthropicUrl()),
            Quoted.text(target.token()),
            user,
            Quoted.text(target.anthropicModel()),
            QUESTION);
  }

  private static String curl(Target target) {
    String url = target.anthropicUrl() + "/v1/messages";
    String body =
        "{\"model\": %s, \"max_tokens\": 1024, \"messages\": [{\"role\": \"user\", \"content\": \"%s\"}]}"
            .formatted(Quoted.text(target.anthropicModel()), QUESTION);
    if (target.os() != Os.WINDOWS) {
      return new CurlCommand(
              ProviderKind.ANTHROPIC, null, url, false, target.token(), target.user(), body)
          .text();
    }
    String user =
        target.user() == null
            ? ""
            : "; '%s' = %s".formatted(Target.USER_HEADER, Quoted.powerShell(target.user()));
    return """
    Invoke-RestMethod -Method Post `
      -Uri %s `
      -Headers @{ 'x-api-key' = %s; 'anthropic-version' = '2023-06-01'%s } `
      -ContentType 'application/json' `
      -Body %s
    """
        .formatted(
            Quoted.powerShell(url),
            Quoted.powerShell(target.token()),
            user,
            Quoted.powerShell(body));
  }
}
