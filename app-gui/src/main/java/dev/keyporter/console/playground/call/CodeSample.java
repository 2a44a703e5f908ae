package dev.keyporter.console.playground.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A call as a program that runs as pasted. Its token comes from the environment, unless it is to be
 * copied with it.
 *
 * @param user for {@code X-User-ID}; null where the token says it
 * @param token written into the program; null for the variable
 */
public record CodeSample(
    String baseUrl, @Nullable String user, CallBody body, @Nullable String token) {
  /** Where the token is expected. */
  public static final String VARIABLE = "KEYPORTER_TOKEN";

  /** What OpenAI's Python library takes by name; the rest goes into {@code extra_body}. */
  private static final Set<String> PYTHON_NAMES =
      Set.of(
          "background",
          "conversation",
          "include",
          "input",
          "instructions",
          "max_output_tokens",
          "max_tool_calls",
          "metadata",
          "model",
          "parallel_tool_calls",
          "previous_response_id",
          "prompt",
          "prompt_cache_key",
          "reasoning",
          "safety_identifier",
          "service_tier",
          "store",
          "stream",
          "temperature",
          "text",
          "tool_choice",
          "tools",
          "top_logprobs",
          "top_p",
          "truncation",
          "user");

  @Override
  public String toString() {
    return "CodeSample[" + baseUrl + "]";
  }

  /** The program. */
  public String in(CodeLanguage language) {
    return switch (language) {
      case CURL -> curl();
      case PYTHON -> python();
      case JAVA -> java();
      case JAVASCRIPT -> javaScript();
    };
  }

  private String curl() {
    var command = new StringBuilder("curl ");
    if (body.isStreamed()) {
      command.append("-N ");
    }
    command.append(shell(baseUrl + "/responses")).append(" \\\n  -H ");
    command.append(
        token == null
            ? "\"Authorization: Bearer $" + VARIABLE + "\""
            : shell("Authorization: Bearer " + token));
    if (user != null) {
      command.append(" \\\n  -H ").append(shell("X-User-ID: " + user));
    }
    command.append(" \\\n  -H 'Content-Type: application/json' \\\n  -d ");
    return command.append(shell(Json.indented(body.members()))).append('\n').toString();
  }

  private static String shell(String text) {
    return text.matches("[\\w./:-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  private String python() {
    var program = new StringBuilder("# pip install openai\n");
    program.append(token == null ? "import os\n\n" : "");
    program.append("from openai import OpenAI\n\nclient = OpenAI(\n    base_url=");
    program.append(quoted(baseUrl)).append(",\n    api_key=");
    program.append(token == null ? "os.environ[\"" + VARIABLE + "\"]" : quoted(token));
    if (user != null) {
      program.append(",\n    default_headers={\"X-User-ID\": ").append(quoted(user)).append("}");
    }
    program.append(",\n)\n\n");
    program.append(body.isStreamed() ? "events" : "response");
    program.append(" = client.responses.create(\n");
    ObjectNode extra = Json.object();
    for (var member : body.members().properties()) {
      if (PYTHON_NAMES.contains(member.getKey())) {
        program.append("    ").append(member.getKey()).append('=');
        program.append(python(member.getValue(), 1)).append(",\n");
      } else {
        extra.set(member.getKey(), member.getValue());
      }
    }
    if (!extra.isEmpty()) {
      program.append("    extra_body=").append(python(extra, 1)).append(",\n");
    }
    program.append(")\n");
    return program
        .append(
            body.isStreamed()
                ? """
                for event in events:
                    if event.type == "response.output_text.delta":
                        print(event.delta, end="", flush=True)
                print()
                """
                : "print(response.output_text)\n")
        .toString();
  }

  private static String python(JsonNode value, int depth) {
    String indent = "    ".repeat(depth);
    if (value.isObject()) {
      var members = new StringJoiner(", ", "{", "}");
      if (value.size() < 3 && value.toString().length() < 60) {
        value
            .properties()
            .forEach(
                member ->
                    members.add(quoted(member.getKey()) + ": " + python(member.getValue(), depth)));
        return members.toString();
      }
      var lines = new StringBuilder("{\n");
      value
          .properties()
          .forEach(
              member ->
                  lines
                      .append(indent)
                      .append("    ")
                      .append(quoted(member.getKey()))
                      .append(": ")
                      .append(python(member.getValue(), depth + 1))
                      .append(",\n"));
      return lines.append(indent).append('}').toString();
    }
    if (value.isArray()) {
      var lines = new StringBuilder("[\n");
      value.forEach(
          item ->
              lines.append(indent).append("    ").append(python(item, depth + 1)).append(",\n"));
      return value.isEmpty() ? "[]" : lines.append(indent).append(']').toString();
    }
    if (value.isBoolean()) {
      return value.asBoolean() ? "True" : "False";
    }
    return value.isNull() ? "None" : Json.write(value);
  }

  private String javaScript() {
    return "// npm install openai, then save as ask.mjs and run: node ask.mjs\n"
        + "import OpenAI from \"openai\";\n\n"
        + "const client = new OpenAI({\n  baseURL: "
        + quoted(baseUrl)
        + ",\n  apiKey: "
        + (token == null ? "process.env." + VARIABLE : quoted(token))
        + (user == null ? "" : ",\n  defaultHeaders: { \"X-User-ID\": " + quoted(user) + " }")
        + ",\n});\n\nconst "
        + (body.isStreamed() ? "events" : "response")
        + " = await client.responses.create("
        + Json.indented(body.members()).replaceAll("(?m)^(\\s+)\"([A-Za-z_]\\w*)\": ", "$1$2: ")
        + ");\n"
        + (body.isStreamed()
            ? """
            for await (const event of events) {
              if (event.type === "response.output_text.delta") {
                process.stdout.write(event.delta);
              }
            }
            console.log();
            """
            : "console.log(response.output_text);\n");
  }

  private String java() {
    String reading =
        body.isStreamed()
            ? "    client.send(request,"
                + " BodyHandlers.ofLines()).body().forEach(System.out::println);\n"
            : "    System.out.println(client.send(request, BodyHandlers.ofString()).body());\n";
    return """
    // Save as Ask.java and run: java Ask.java
    import java.net.URI;
    import java.net.http.HttpClient;
    import java.net.http.HttpRequest;
    import java.net.http.HttpRequest.BodyPublishers;
    import java.net.http.HttpResponse.BodyHandlers;

    class Ask {
      public static void main(String[] args) throws Exception {
        String body =
            \"""
    %s
            \""";
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(%s))
                .header("Authorization", "Bearer " + %s)
    %s            .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpClient client = HttpClient.newHttpClient();
    %s  }
    }
    """
        .formatted(
            Json.indented(body.members()).replace("\\", "\\\\").indent(8).stripTrailing(),
            quoted(baseUrl + "/responses"),
            token == null ? "System.getenv(\"" + VARIABLE + "\")" : quoted(token),
            user == null ? "" : "            .header(\"X-User-ID\", " + quoted(user) + ")\n",
            reading);
  }

  /** A string as JSON, Python, Java and JavaScript write it alike. */
  private static String quoted(String text) {
    return Json.write(com.fasterxml.jackson.databind.node.TextNode.valueOf(text));
  }
}
