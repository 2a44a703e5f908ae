package dev.keyporter.proxy.protocol.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyporter.proxy.header.HeaderLines;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The session that Claude Code names: in a header from version 2.1.86 on, and before that in the
 * request's {@code metadata.user_id}, in one of two forms. A session that one resumes keeps its id.
 */
final class ClientSession {
  private static final String HEADER = "X-Claude-Code-Session-Id";
  private static final int MAX_LENGTH = 255;

  /** Up to version 2.1: {@code user_…_account_…_session_…}. */
  private static final Pattern IN_WORDS =
      Pattern.compile("user_.*_session_(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})");

  private static final ObjectMapper JSON = new ObjectMapper();

  private ClientSession() {}

  /** That in a request's headers; null where there is none, or none that can be told the client. */
  static @Nullable String of(HeaderLines headers) {
    List<String> values = headers.values(HEADER);
    return values.size() == 1 ? checked(values.getFirst()) : null;
  }

  /** That in a request's {@code metadata.user_id}; null where there is none. */
  static @Nullable String of(String userId) {
    Matcher words = IN_WORDS.matcher(userId);
    if (words.matches()) {
      return words.group(1);
    }
    if (!userId.startsWith("{")) {
      return null;
    }
    try {
      JsonNode session = JSON.readTree(userId).path("session_id");
      return session.isTextual() ? checked(session.asText()) : null;
    } catch (IOException _) {
      return null;
    }
  }

  /** The answer's header repeats it, and a header carries ASCII only. */
  private static @Nullable String checked(String id) {
    return !id.isBlank()
            && id.length() <= MAX_LENGTH
            && id.chars().allMatch(c -> c >= 0x20 && c <= 0x7e)
        ? id
        : null;
  }
}
