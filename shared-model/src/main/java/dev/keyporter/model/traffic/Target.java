package dev.keyporter.model.traffic;

/**
 * What a request was sent to.
 *
 * @param method the HTTP method, at most 32 characters
 * @param path path and query as they came, without secrets; cut after {@value #MAX_PATH} characters
 */
public record Target(String method, String path) {
  /** Longest path that is kept, in characters. */
  public static final int MAX_PATH = 2000;

  private static final int MAX_METHOD = 32;

  public Target {
    method = cut(method, MAX_METHOD);
    path = cut(path, MAX_PATH);
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
