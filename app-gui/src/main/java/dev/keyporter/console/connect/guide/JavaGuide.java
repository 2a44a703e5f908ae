package dev.keyporter.console.connect.guide;

import dev.keyporter.console.connect.guide.ToolGuide.Step;
import dev.keyporter.console.snippets.SnippetLanguage;
import java.util.List;

/** OpenAI's SDK for Java. {@code fromEnv()} would read the two variables. */
final class JavaGuide {
  /** The version these texts were run with. */
  static final String VERSION = "4.30.0";

  private JavaGuide() {}

  static ToolGuide of(Target target) {
    return new ToolGuide(
        List.of(
            Step.file(
                "step.dependency",
                "pom.xml",
                Syntax.XML,
                """
                <dependency>
                  <groupId>com.openai</groupId>
                  <artifactId>openai-java</artifactId>
                  <version>%s</version>
                </dependency>
                """
                    .formatted(VERSION)),
            Step.file(
                "step.program",
                "Hello.java",
                Syntax.JAVA,
                SnippetLanguage.JAVA.write(target.call()))),
        List.of("note.java", "note.variables", "note.retries"));
  }
}
