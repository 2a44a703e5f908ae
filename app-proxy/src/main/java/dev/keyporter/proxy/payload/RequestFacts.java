package dev.keyporter.proxy.payload;

import dev.keyporter.model.traffic.Route;
import dev.keyporter.proxy.memory.BodyMemory;
import org.jspecify.annotations.Nullable;

/**
 * What a request's body says. Where a member stands twice, the last one holds, as it does for most
 * parsers.
 *
 * @param model the model asked for, cut after 255 characters
 * @param serviceTier the tier asked for, cut after 64 characters
 * @param searchesWeb whether {@code web_search_options} is an object: chat completions then search
 * @param stream whether {@code stream} is {@code true}
 * @param previousResponseId cut after 1,024 characters, as is the next
 * @param conversationId of the conversation, given as a string or as an object with an id
 * @param hasStoredPrompt whether {@code prompt} is an object: a prompt stored with the provider
 * @param background whether {@code background} is {@code true}
 * @param store null where the request does not say
 * @param includeUsage {@code stream_options.include_usage}; null where the request does not say
 * @param choices {@code n}; null where the request does not say, or says no count
 * @param promptText the request's texts, for searching, a line each; cut after 256 Ki characters,
 *     null where there are none
 */
public record RequestFacts(
    @Nullable String model,
    @Nullable String serviceTier,
    boolean searchesWeb,
    boolean stream,
    @Nullable String previousResponseId,
    @Nullable String conversationId,
    boolean hasStoredPrompt,
    boolean background,
    @Nullable Boolean store,
    @Nullable Boolean includeUsage,
    @Nullable Integer choices,
    @Nullable String promptText) {
  /** Nothing is known: the route takes no body. */
  public static final RequestFacts NONE =
      new RequestFacts(null, null, false, false, null, null, false, false, null, null, null, null);

  /**
   * Reads a request's body. What only the provider can judge is left to the provider.
   *
   * @param contentEncoding the header's value, null where there is none
   * @param memory where the body's bytes without their coding are taken from
   * @throws dev.keyporter.proxy.error.ProxyException when there is no room for them, when the route
   *     takes JSON and the body is in a content coding unknown here, does not decode, is not a JSON
   *     object in UTF-8 or nested deeper than 1,000, or when the model is not a string or is
   *     missing where the provider needs it
   */
  public static RequestFacts read(
      Route route, byte[] body, @Nullable String contentEncoding, BodyMemory.Share memory) {
    return new RequestReader(route).read(body, contentEncoding, memory);
  }
}
