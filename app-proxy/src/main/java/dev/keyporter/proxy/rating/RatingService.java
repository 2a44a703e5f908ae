package dev.keyporter.proxy.rating;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyporter.db.Database;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.traffic.ProviderReference;
import dev.keyporter.model.traffic.Rating;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.proxy.access.Authenticator;
import dev.keyporter.proxy.access.Caller;
import dev.keyporter.proxy.error.ProxyError.InvalidRequest;
import dev.keyporter.proxy.error.ProxyError.NotFound;
import dev.keyporter.proxy.error.ProxyException;
import dev.keyporter.proxy.http.HttpMessages;
import dev.keyporter.proxy.http.OwnHeaders;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.recording.RequestIds;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes ratings: {@code POST /v1/responses/{id}/rate}. Rating again replaces the rating. */
public final class RatingService {
  private static final int MAX_BODY_BYTES = 1 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RequestIds ids;
  private final Authenticator authenticator;
  private final Database database;
  private final BodyMemory memory;
  private final Clock clock;

  public RatingService(
      RequestIds ids,
      Authenticator authenticator,
      Database database,
      BodyMemory memory,
      Clock clock) {
    this.ids = ids;
    this.authenticator = authenticator;
    this.database = database;
    this.memory = memory;
    this.clock = clock;
  }

  private record Rated(RequestId requestId, @Nullable String responseId) {}

  private record Opinion(int value, @Nullable String feedback) {}

  /** Handles the route; its path parameter {@code id} is our request id or the provider's. */
  public void rate(ServerRequest request, ServerResponse response) throws IOException {
    RequestId ownId = ids.next();
    OwnHeaders.requestId(response, ownId);
    Caller caller = authenticator.authenticate(OwnHeaders.of(request));
    OwnHeaders.session(response, caller.session(null, null, ownId));
    Opinion opinion;
    try (BodyMemory.Share share = memory.share()) {
      opinion = read(HttpMessages.body(request, MAX_BODY_BYTES, share));
    }
    Rated rated =
        find(caller, request.path().pathParameters().get("id"))
            .orElseThrow(
                () ->
                    new ProxyException(
                        new NotFound(
                            "rated_request_not_found",
                            "No request or response of yours has this id. Send the X-Request-ID"
                                + " or the response's id as it came.")));
    var rating =
        new Rating(
            rated.requestId(),
            caller.organization().id(),
            caller.user().id(),
            opinion.value(),
            opinion.feedback(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    database.ratings().rate(rating);
    response.header(HeaderValues.CONTENT_TYPE_JSON);
    response.send(answer(rating, rated));
  }

  private Optional<Rated> find(Caller caller, String id) {
    Optional<RequestId> requestId = RequestId.parse(id);
    if (requestId.isPresent()) {
      return database
          .requests()
          .find(requestId.get())
          .filter(request -> isVisible(request, caller))
          .map(request -> new Rated(request.id(), request.responseId()));
    }
    return database
        .references()
        .find(id, ProviderReference.Kind.RESPONSE, caller.organization().id(), caller.user().id())
        .map(reference -> new Rated(reference.requestId(), reference.providerId()));
  }

  /** What a personal key made belongs to its user, what a shared key made to the organization. */
  private boolean isVisible(RequestSummary request, Caller caller) {
    if (!request.organizationId().equals(caller.organization().id())) {
      return false;
    }
    Optional<UserId> owner =
        Optional.ofNullable(request.keyId())
            .flatMap(key -> database.providerKeys().find(key))
            .map(ProviderKey::scope)
            .flatMap(scope -> scope.user());
    return owner.isEmpty() || owner.get().equals(caller.user().id());
  }

  private static Opinion read(byte[] body) {
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (IOException e) {
      throw invalid("invalid_json", "The body is not JSON.", null);
    }
    if (json == null || !json.isObject()) {
      throw invalid("invalid_json", "The body must be a JSON object.", null);
    }
    JsonNode value = json.path("rating");
    if (!value.isInt() || (value.intValue() != 1 && value.intValue() != -1)) {
      throw invalid("invalid_rating", "Send rating as 1 (good) or -1 (bad).", "rating");
    }
    JsonNode feedback = json.path("feedback");
    boolean isAbsent = feedback.isMissingNode() || feedback.isNull();
    if (!isAbsent
        && (!feedback.isTextual() || feedback.textValue().length() > Rating.MAX_FEEDBACK)) {
      throw invalid(
          "invalid_feedback",
          "Send feedback as a text of at most " + Rating.MAX_FEEDBACK + " characters, or null.",
          "feedback");
    }
    return new Opinion(value.intValue(), isAbsent ? null : feedback.textValue());
  }

  private static ProxyException invalid(String code, String message, @Nullable String param) {
    return new ProxyException(new InvalidRequest(code, message, param));
  }

  private static byte[] answer(Rating rating, Rated rated) throws IOException {
    return JSON.writeValueAsBytes(
        JSON.createObjectNode()
            .put("request_id", rated.requestId().toString())
            .put("response_id", rated.responseId())
            .put("rating", rating.value())
            .put("feedback", rating.feedback())
            .put("rated_at", rating.ratedAt().toString()));
  }
}
