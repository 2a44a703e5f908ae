package dev.keyporter.proxy.protocol;

import dev.keyporter.model.cost.CostItem;
import dev.keyporter.model.cost.CostReason;
import dev.keyporter.model.cost.TokenUsage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says, each null where it does not say. Texts hold neither NUL nor half a surrogate
 * pair and fit the record.
 *
 * @param responseId the id of a response or a chat completion, at most 255 characters
 * @param conversationId the id of the conversation it belongs to, at most 255 characters
 * @param otherIds ids of what the answer says was made beside it, such as a batch's output
 * @param servedModel the model that answered, cut after 255 characters
 * @param serviceTier the tier it was served at, cut after 64 characters
 * @param responseStatus a response's own status: {@code completed}, {@code failed}, {@code
 *     incomplete}, {@code queued}, {@code in_progress}, {@code cancelled}, or one that is new
 * @param usage null also where the counts make no sense
 * @param costReasons what in the answer keeps its cost from being exact: what costs money beside
 *     the tokens, or counts that do not fit together
 * @param beside how often something was used that is paid by the piece, beside the tokens or at a
 *     rate of its own
 * @param rawUsage the usage object as it came; null where it is over 8,000 characters
 * @param errorCode the error's code, or its type where it has no code; cut after 200 characters
 * @param errorMessage cut after 2,000 characters
 * @param answerText the answer's texts, for searching; cut after 256 Ki characters
 */
public record AnswerFacts(
    @Nullable String responseId,
    @Nullable String conversationId,
    List<String> otherIds,
    @Nullable String servedModel,
    @Nullable String serviceTier,
    @Nullable String responseStatus,
    @Nullable TokenUsage usage,
    Set<CostReason> costReasons,
    Map<CostItem.Kind, Long> beside,
    @Nullable String rawUsage,
    @Nullable String errorCode,
    @Nullable String errorMessage,
    @Nullable String answerText) {
  /** Nothing is known. */
  public static final AnswerFacts NONE =
      new AnswerFacts(
          null, null, List.of(), null, null, null, null, Set.of(), Map.of(), null, null, null,
          null);

  public AnswerFacts {
    otherIds = List.copyOf(otherIds);
  }

  /** The same, with an error of ours in place of the answer's own. */
  public AnswerFacts withError(String code, String message) {
    return new AnswerFacts(
        responseId,
        conversationId,
        otherIds,
        servedModel,
        serviceTier,
        responseStatus,
        usage,
        costReasons,
        beside,
        rawUsage,
        code,
        message,
        answerText);
  }
}
