package dev.keyporter.console.snippets;

import dev.keyporter.model.access.ProviderKind;
import org.jspecify.annotations.Nullable;

/**
 * A request as a command for a shell like bash. Prints nothing of the token.
 *
 * @param api whose API the address belongs to, which says where the token goes
 * @param method null for the one that curl takes by itself: GET, with a body POST
 * @param streamed whether the answer is to be printed as it comes
 * @param token null for the variable {@value SnippetCall#VARIABLE}
 * @param user what {@code X-User-ID} is to say; null where the token says it
 * @param body JSON as it is to be sent; null for none
 */
public record CurlCommand(
    ProviderKind api,
    @Nullable String method,
    String url,
    boolean streamed,
    @Nullable String token,
    @Nullable String user,
    @Nullable String body) {
  /** Linux takes no longer argument than 128 KiB; other systems may take less. */
  private static final int LONGEST_ARGUMENT = 30_000;

  private static final String NEXT = " \\\n  ";

  /** The command; ends with a line break. */
  public String text() {
    var command = new StringBuilder("curl");
    if (method != null) {
      command.append(" -X ").append(method);
    }
    if (streamed) {
      command.append(" -N");
    }
    command.append(' ').append(Quoted.posixWord(url)).append(NEXT).append("-H ");
    String header = tokenHeader();
    command.append(
        token == null
            ? "\"" + header + "$" + SnippetCall.VARIABLE + "\""
            : Quoted.posix(header + token));
    if (api == ProviderKind.ANTHROPIC) {
      command.append(NEXT).append("-H 'anthropic-version: 2023-06-01'");
    }
    if (user != null) {
      command.append(NEXT).append("-H ").append(Quoted.posix("X-User-ID: " + user));
    }
    if (body != null) {
      command.append(NEXT).append("-H 'Content-Type: application/json'").append(NEXT);
      send(body, command);
    }
    return command.append('\n').toString();
  }

  private String tokenHeader() {
    return switch (api) {
      case OPENAI -> "Authorization: Bearer ";
      case ANTHROPIC -> "x-api-key: ";
    };
  }

  private static void send(String body, StringBuilder command) {
    if (body.length() <= LONGEST_ARGUMENT) {
      // With -d, what begins with @ would be a file's name.
      command.append(body.startsWith("@") ? "--data-raw " : "-d ").append(Quoted.posix(body));
      return;
    }
    String end = "KEYPORTER_BODY";
    while (body.contains(end)) {
      end += "_";
    }
    command.append("--data-binary @- <<'").append(end).append("'\n");
    command.append(body).append('\n').append(end);
  }

  @Override
  public String toString() {
    return "CurlCommand[" + url + "]";
  }
}
