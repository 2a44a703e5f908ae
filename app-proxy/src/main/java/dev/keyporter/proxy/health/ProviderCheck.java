package dev.keyporter.proxy.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.Secret;
import dev.keyporter.proxy.client.HttpAnswer;
import dev.keyporter.proxy.client.HttpCalls;
import dev.keyporter.proxy.header.ForwardedHeaders;
import dev.keyporter.proxy.header.HeaderLines;
import dev.keyporter.proxy.health.ProviderHealth.Level;
import dev.keyporter.proxy.loop.LoopCheck;
import dev.keyporter.proxy.loop.LoopMark;
import dev.keyporter.proxy.protocol.HealthQuestion;
import dev.keyporter.proxy.protocol.Protocol;
import dev.keyporter.proxy.protocol.registry.Protocols;
import dev.keyporter.proxy.upstream.Cancellation;
import dev.keyporter.proxy.upstream.UpstreamFailure;
import dev.keyporter.proxy.upstream.UpstreamRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks a provider for its list of models, which costs nothing, to see whether a key works. */
public final class ProviderCheck {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of a list of models no more is read. */
  private static final int MAX_LIST_BYTES = 4 * 1024 * 1024;

  /** How long a provider may take for its list of models. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpCalls calls;
  private final LoopMark loops;

  public ProviderCheck(HttpCalls calls, LoopMark loops) {
    this.calls = calls;
    this.loops = loops;
  }

  /** Asks now. Never throws for what the provider does. */
  public ProviderHealth run(ProviderKey key, Secret secret, Cancellation cancellation) {
    Protocol protocol = Protocols.of(key);
    HealthQuestion question = protocol.healthQuestion();
    var headers = new HeaderLines(question.headers());
    var request =
        new UpstreamRequest(
            "GET",
            key.baseUrl(),
            question.path(),
            loops.mark(
                headers,
                ForwardedHeaders.toProvider(
                    headers, protocol.replacedHeaders(), protocol.credentials(key, secret)),
                key.baseUrl()),
            new byte[0]);
    try (HttpAnswer answer = calls.send(request, PATIENCE, cancellation)) {
      return of(answer.status(), answer.body());
    } catch (UpstreamFailure failure) {
      return switch (failure.kind()) {
        case UNREACHABLE ->
            new ProviderHealth(
                Level.UNHEALTHY,
                "The provider cannot be reached. Check the key's base URL and the network.",
                "unreachable");
        case NO_ANSWER_IN_TIME, CANCELLED ->
            new ProviderHealth(Level.UNHEALTHY, "The provider did not answer in time.", "timeout");
        case BROKE_OFF ->
            new ProviderHealth(
                Level.UNHEALTHY,
                "The provider's connection broke before it answered.",
                "broke_off");
      };
    }
  }

  private static @Nullable List<String> models(InputStream body) {
    try {
      JsonNode data = JSON.readTree(body.readNBytes(MAX_LIST_BYTES)).path("data");
      if (!data.isArray()) {
        return null;
      }
      List<String> ids = new ArrayList<>();
      data.forEach(model -> ids.add(model.path("id").asText()));
      return ids;
    } catch (IOException _) {
      // The key works all the same.
      return null;
    }
  }

  private static ProviderHealth of(int status, InputStream body) {
    String shown = Integer.toString(status);
    if (status < 300) {
      return new ProviderHealth(Level.HEALTHY, "The provider answers.", "ok", models(body));
    }
    if (status == 401) {
      return new ProviderHealth(
          Level.UNHEALTHY, "The provider rejected the key. Replace its secret.", shown);
    }
    if (status == LoopCheck.LOOP_DETECTED) {
      return new ProviderHealth(
          Level.UNHEALTHY,
          "The key's base URL leads back to this Keyporter. Store the key again with the"
              + " provider's own.",
          shown);
    }
    if (status == 429 || status >= 500) {
      return new ProviderHealth(
          Level.DEGRADED, "The provider answered " + shown + ". Try again later.", shown);
    }
    if (status == 403) {
      return new ProviderHealth(
          Level.DEGRADED,
          "The provider knows the key but does not let it list models. Requests may still work.",
          shown);
    }
    return new ProviderHealth(
        Level.DEGRADED,
        "The provider answered " + shown + " to the list of models. Check the key's base URL.",
        shown);
  }
}
