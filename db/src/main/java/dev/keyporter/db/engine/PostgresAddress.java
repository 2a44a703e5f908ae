package dev.keyporter.db.engine;

import dev.keyporter.db.engine.DatabaseException.Kind;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL URL taken apart, so that user and password never stand in a URL that a driver or a
 * pool could print.
 *
 * @param jdbcUrl without user and password
 */
record PostgresAddress(String jdbcUrl, @Nullable String user, @Nullable String password) {
  /**
   * Reads {@code postgresql://}, {@code postgres://} and {@code jdbc:postgresql:} URLs.
   *
   * @throws DatabaseException of kind {@code BAD_SETTINGS}; its message does not quote the URL
   */
  static PostgresAddress parse(String url) {
    String text = url.strip();
    if (text.startsWith("jdbc:postgresql:") && !text.startsWith("jdbc:postgresql://")) {
      return withParametersApart(text, null, null);
    }
    String plain = text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
    if (!plain.startsWith("postgresql://") && !plain.startsWith("postgres://")) {
      throw bad();
    }
    String rest = plain.substring(plain.indexOf("//") + 2);
    int slash = rest.indexOf('/');
    int question = rest.indexOf('?');
    int end = slash >= 0 ? slash : question >= 0 ? question : rest.length();
    String authority = rest.substring(0, end);
    int at = authority.lastIndexOf('@');
    String user = null;
    String password = null;
    if (at >= 0) {
      String login = authority.substring(0, at);
      int colon = login.indexOf(':');
      user = decode(colon < 0 ? login : login.substring(0, colon));
      password = colon < 0 ? null : decode(login.substring(colon + 1));
    }
    String hosts = authority.substring(at + 1);
    if (hosts.isEmpty()) {
      hosts = "localhost";
    }
    String tail = rest.substring(end);
    return withParametersApart(
        "jdbc:postgresql://" + hosts + (tail.startsWith("/") ? tail : "/" + tail), user, password);
  }

  private static PostgresAddress withParametersApart(
      String url, @Nullable String givenUser, @Nullable String givenPassword) {
    String user = givenUser;
    String password = givenPassword;
    int question = url.indexOf('?');
    if (question < 0) {
      return new PostgresAddress(url, user, password);
    }
    var kept = new StringBuilder();
    for (String parameter : url.substring(question + 1).split("&", -1)) {
      if (parameter.startsWith("user=")) {
        user = decode(parameter.substring("user=".length()));
      } else if (parameter.startsWith("password=")) {
        password = decode(parameter.substring("password=".length()));
      } else if (!parameter.isEmpty()) {
        kept.append(kept.isEmpty() ? "?" : "&").append(parameter);
      }
    }
    return new PostgresAddress(url.substring(0, question) + kept, user, password);
  }

  private static String decode(String text) {
    try {
      // A plus sign is itself in a URL's user and password.
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw bad();
    }
  }

  private static DatabaseException bad() {
    return new DatabaseException(
        Kind.BAD_SETTINGS,
        "The database URL is not one of PostgreSQL. It looks like"
            + " postgresql://user:password@host:5432/name.");
  }

  /** Host and database, for people. */
  String place() {
    int start = jdbcUrl.indexOf("//");
    if (start < 0) {
      return "PostgreSQL";
    }
    String rest = jdbcUrl.substring(start + 2);
    int question = rest.indexOf('?');
    return question < 0 ? rest : rest.substring(0, question);
  }

  @Override
  public String toString() {
    return "PostgresAddress[" + place() + "]";
  }
}
