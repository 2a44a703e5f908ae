package dev.keyporter.proxy.protocol.anthropic;

import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.ProviderKind;
import dev.keyporter.model.access.Secret;
import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.header.HeaderLine;
import dev.keyporter.proxy.header.HeaderLines;
import dev.keyporter.proxy.protocol.HealthQuestion;
import dev.keyporter.proxy.protocol.Operation;
import dev.keyporter.proxy.protocol.Protocol;
import dev.keyporter.proxy.protocol.RequestFacts;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Anthropic's Messages API, which its SDKs and Claude Code speak. */
public final class Messages implements Protocol {
  private static final String AUTHORIZATION = "Authorization";
  private static final String API_KEY = "x-api-key";
  private static final String BEARER = "Bearer ";

  /** How every token of ours begins. No key of Anthropic's does. */
  private static final String TOKEN = BEARER + "eyJ";

  /** All requests name the version of the API they are for. */
  private static final HealthQuestion HEALTH =
      new HealthQuestion("/v1/models", List.of(new HeaderLine("anthropic-version", "2023-06-01")));

  @Override
  public String prefix() {
    return "/anthropic";
  }

  @Override
  public ProviderKind provider() {
    return ProviderKind.ANTHROPIC;
  }

  @Override
  public List<Operation> operations() {
    return List.of(MessagesOperation.values());
  }

  @Override
  public List<String> probes() {
    return List.of("", "/");
  }

  /**
   * The token comes as {@code x-api-key} or as bearer. A client with both set sends both: then the
   * one that can be a token of ours counts.
   */
  @Override
  public List<String> authorization(HeaderLines headers) {
    List<String> all =
        Stream.concat(
                headers.values(AUTHORIZATION).stream(),
                headers.values(API_KEY).stream().map(key -> BEARER + key.strip()))
            .distinct()
            .toList();
    List<String> tokens =
        all.stream()
            .filter(value -> value.regionMatches(true, 0, TOKEN, 0, TOKEN.length()))
            .toList();
    return tokens.isEmpty() ? all : tokens;
  }

  @Override
  public @Nullable String session(HeaderLines headers, RequestFacts facts) {
    String inHeader = ClientSession.of(headers);
    return inHeader == null ? facts.session() : inHeader;
  }

  @Override
  public Set<String> replacedHeaders() {
    return Set.of("authorization", API_KEY);
  }

  @Override
  public List<HeaderLine> credentials(ProviderKey key, Secret secret) {
    return List.of(new HeaderLine(API_KEY, secret.reveal()));
  }

  @Override
  public String requestIdHeader() {
    return "request-id";
  }

  @Override
  public byte[] errorBody(ProxyError error, @Nullable String requestId) {
    return ErrorJson.body(error, requestId);
  }

  @Override
  public HealthQuestion healthQuestion() {
    return HEALTH;
  }
}
