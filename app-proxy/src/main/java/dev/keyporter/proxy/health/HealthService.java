package dev.keyporter.proxy.health;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyporter.db.engine.Changes;
import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.model.access.ProviderKind;
import dev.keyporter.proxy.access.Authenticator;
import dev.keyporter.proxy.access.Caller;
import dev.keyporter.proxy.access.KeyResolver;
import dev.keyporter.proxy.access.UpstreamKey;
import dev.keyporter.proxy.error.ProxyException;
import dev.keyporter.proxy.http.ClientWatch;
import dev.keyporter.proxy.http.OwnHeaders;
import dev.keyporter.proxy.recording.RequestIds;
import dev.keyporter.proxy.upstream.Cancellation;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.function.Supplier;

/** Says whether the proxy is up ({@code /health}) and whether a provider answers it. */
public final class HealthService {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String version;
  private final RequestIds ids;
  private final Authenticator authenticator;
  private final KeyResolver keys;
  private final ProviderCheck check;
  private final Changes changes;
  private final Supplier<ProxyHealth> own;

  /**
   * @param own how the proxy itself is, at once
   */
  public HealthService(
      String version,
      RequestIds ids,
      Authenticator authenticator,
      KeyResolver keys,
      ProviderCheck check,
      Changes changes,
      Supplier<ProxyHealth> own) {
    this.version = version;
    this.ids = ids;
    this.authenticator = authenticator;
    this.keys = keys;
    this.check = check;
    this.changes = changes;
    this.own = own;
  }

  /** {@code GET /health}: for anybody, so it tells nothing but whether the proxy serves. */
  public void proxy(ServerRequest request, ServerResponse response) throws IOException {
    // A look for changes that is late for once is no illness.
    changes.awaitCurrent();
    ProxyHealth health = own.get();
    if (health != ProxyHealth.OK) {
      response.status(Status.SERVICE_UNAVAILABLE_503);
    }
    response.header(HeaderValues.CONTENT_TYPE_JSON);
    response.send(
        JSON.writeValueAsBytes(
            JSON.createObjectNode().put("status", health.label()).put("version", version)));
  }

  /** {@code GET /v1/responses/health}: with a token, whether its requests would be answered. */
  public void provider(ServerRequest request, ServerResponse response) throws IOException {
    var id = ids.next();
    OwnHeaders.requestId(response, id);
    Caller caller = authenticator.authenticate(OwnHeaders.of(request));
    OwnHeaders.session(response, caller.session(null, null, id));
    ProviderHealth health = health(caller);
    response.header(HeaderValues.CONTENT_TYPE_JSON);
    response.send(
        JSON.writeValueAsBytes(
            JSON.createObjectNode()
                .put("status", health.level().label())
                .put("message", health.message())
                .put("openai_status", health.openaiStatus())));
  }

  private ProviderHealth health(Caller caller) {
    if (own.get() == ProxyHealth.RECORD_UNAVAILABLE) {
      return notAsked("The record cannot be written, so requests are refused.");
    }
    UpstreamKey key;
    try {
      // What the caller needs may be cached; the record is not.
      changes.poll();
      key = keys.ownKey(caller, ProviderKind.OPENAI);
    } catch (DatabaseException gone) {
      return notAsked("The database cannot be reached, so requests are refused.");
    } catch (ProxyException noKey) {
      return notAsked(noKey.error().message());
    }
    var cancellation = new Cancellation();
    try (var _ = ClientWatch.onGone(cancellation::cancel)) {
      return check.run(key.key(), key.secret(), cancellation);
    }
  }

  private static ProviderHealth notAsked(String why) {
    return new ProviderHealth(ProviderHealth.Level.UNHEALTHY, why, "not_asked");
  }
}
