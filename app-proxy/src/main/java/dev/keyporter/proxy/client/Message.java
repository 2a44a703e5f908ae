package dev.keyporter.proxy.client;

/**
 * Something said in a conversation.
 *
 * @param role {@code user}, {@code assistant} and so on, as the API calls it
 */
public record Message(String role, String text) {
  public static final String USER = "user";
  public static final String ASSISTANT = "assistant";
}
