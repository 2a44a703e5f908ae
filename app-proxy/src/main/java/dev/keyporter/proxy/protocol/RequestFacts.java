package dev.keyporter.proxy.protocol;

import dev.keyporter.model.cost.CostReason;
import dev.keyporter.model.traffic.ProviderReference;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request's body says. Where a member stands twice, the last one holds, as it does for most
 * parsers.
 *
 * @param model the model asked for, cut after 255 characters
 * @param serviceTier the tier asked for, cut after 64 characters
 * @param costReasons what it asks for that costs money beside its tokens
 * @param stream whether a stream is asked for
 * @param references what was made earlier and is named here; all of them must be the caller's, the
 *     last one decides on the key
 * @param named ids that it names beside these; what was made under one by others is not the
 *     caller's, and what was not made here may be anybody's
 * @param session the session that the caller's tool names here in a way of its own, 1 to 255
 *     printable ASCII characters; null where it names none
 * @param includeUsage whether a chat completion's stream is to tell its usage; null where the
 *     request does not say
 * @param promptText the request's texts, for searching, a line each; cut after 256 Ki characters,
 *     null where there are none
 * @param outputLimit the most tokens all its answers may have together; null where it does not say
 */
public record RequestFacts(
    @Nullable String model,
    @Nullable String serviceTier,
    Set<CostReason> costReasons,
    boolean stream,
    List<Reference> references,
    Set<String> named,
    @Nullable String session,
    @Nullable Boolean includeUsage,
    @Nullable String promptText,
    @Nullable Long outputLimit) {
  /** Nothing is known: the route takes no body. */
  public static final RequestFacts NONE =
      new RequestFacts(null, null, Set.of(), false, List.of(), Set.of(), null, null, null, null);

  /** The same, of a request whose answer always comes as a stream. */
  public RequestFacts streamed() {
    return new RequestFacts(
        model,
        serviceTier,
        costReasons,
        true,
        references,
        named,
        session,
        includeUsage,
        promptText,
        outputLimit);
  }

  /**
   * Something the provider made in an earlier request.
   *
   * @param id the provider's
   */
  public record Reference(ProviderReference.Kind kind, String id) {}

  public RequestFacts {
    costReasons = Set.copyOf(costReasons);
    references = List.copyOf(references);
    named = Set.copyOf(named);
  }

  /** Of a request of which no more is known than these. */
  public static RequestFacts of(
      @Nullable String model, boolean stream, @Nullable String promptText) {
    return new RequestFacts(
        model, null, Set.of(), stream, List.of(), Set.of(), null, null, promptText, null);
  }

  /** The same, and what it refers to. */
  public RequestFacts naming(List<Reference> references, Set<String> named) {
    return new RequestFacts(
        model,
        serviceTier,
        costReasons,
        stream,
        references,
        named,
        session,
        includeUsage,
        promptText,
        outputLimit);
  }
}
