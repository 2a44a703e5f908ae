package dev.keyporter.proxy.protocol;

import dev.keyporter.model.account.Organization;
import dev.keyporter.model.traffic.ProviderReference;
import dev.keyporter.model.traffic.Route;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.protocol.RequestFacts.Reference;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One thing that can be asked for: where, and how what goes there and comes back is read. */
public interface Operation {
  /** How it is recorded. */
  Route route();

  /** Where it is found. */
  Endpoint endpoint();

  /** What of an answer later requests may refer to, for whom it was made. */
  List<Reference> made(AnswerFacts answer);

  /** Whether its answers name the model that served. */
  boolean namesModel();

  /**
   * Whether it is beyond the routes that ask a model, count its tokens or read what it answered. An
   * organization can forbid those.
   */
  default boolean isOther() {
    return false;
  }

  /** What the id in the path is of, where it decides which key is used. */
  Optional<ProviderReference.Kind> kindInPath();

  /**
   * Reads a request's body. What only the provider can judge is left to the provider.
   *
   * @param contentEncoding the header's value, null where there is none
   * @param memory where the body's bytes without their coding are taken from
   * @throws dev.keyporter.proxy.error.ProxyException when there is no room for them, or when the
   *     body must be read and cannot be
   */
  RequestFacts readRequest(byte[] body, @Nullable String contentEncoding, BodyMemory.Share memory);

  /**
   * Reads a body of that type as it passes in pieces; null where it is needed whole, to be read by
   * {@link #readRequest}.
   *
   * @param contentType as it came; empty where there is none
   */
  default @Nullable PieceReader pieceReader(String contentType) {
    return null;
  }

  /**
   * What is to be changed of a request before it goes up: the one place where anything is.
   *
   * @param body as it came, in no content coding
   */
  default Rewrite rewrite(byte[] body, RequestFacts facts, Organization organization) {
    return Rewrite.NOTHING;
  }

  /**
   * Reads a whole answer; never fails: an answer that is no JSON object, or in an unknown content
   * coding, says nothing.
   *
   * @param status the HTTP status: of 400 and above only the error is read
   * @param contentEncoding the header's value, null where there is none
   * @param memory where the body's bytes without their coding are taken from
   */
  AnswerFacts readAnswer(
      int status, byte[] body, @Nullable String contentEncoding, BodyMemory.Share memory);

  /** Whether the path names a model, which is asked for by it. */
  default boolean isOfModel() {
    return false;
  }

  /** Whether an answer lists models, of which a caller may be shown some only. */
  default boolean listsModels() {
    return false;
  }

  /**
   * An answer that lists models, with those only that a caller may ask for.
   *
   * @param body in no content coding
   */
  default byte[] withModels(byte[] body, Predicate<String> isShown) {
    throw new UnsupportedOperationException("Its answers list no models.");
  }

  /** A reader for one stream of events, should the answer be one. */
  StreamReader streamReader();
}
