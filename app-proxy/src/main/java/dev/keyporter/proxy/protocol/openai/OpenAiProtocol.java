package dev.keyporter.proxy.protocol.openai;

import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.ProviderKind;
import dev.keyporter.model.access.Secret;
import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.header.HeaderLine;
import dev.keyporter.proxy.header.HeaderLines;
import dev.keyporter.proxy.protocol.HealthQuestion;
import dev.keyporter.proxy.protocol.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is the same in all of OpenAI's protocols; each adds its operations. */
public abstract class OpenAiProtocol implements Protocol {
  private static final String ORGANIZATION = "OpenAI-Organization";
  private static final String PROJECT = "OpenAI-Project";
  private static final Set<String> REPLACED =
      Set.of("authorization", "openai-organization", "openai-project");
  private static final HealthQuestion HEALTH = new HealthQuestion("/models", List.of());

  @Override
  public final String prefix() {
    return "/v1";
  }

  @Override
  public final ProviderKind provider() {
    return ProviderKind.OPENAI;
  }

  @Override
  public final List<String> authorization(HeaderLines headers) {
    return headers.values("Authorization");
  }

  @Override
  public final Set<String> replacedHeaders() {
    return REPLACED;
  }

  @Override
  public final List<HeaderLine> credentials(ProviderKey key, Secret secret) {
    var credentials = new ArrayList<HeaderLine>(3);
    credentials.add(new HeaderLine("Authorization", "Bearer " + secret.reveal()));
    if (key.openaiOrganization() != null) {
      credentials.add(new HeaderLine(ORGANIZATION, key.openaiOrganization()));
    }
    if (key.openaiProject() != null) {
      credentials.add(new HeaderLine(PROJECT, key.openaiProject()));
    }
    return credentials;
  }

  @Override
  public final String requestIdHeader() {
    return "X-Request-ID";
  }

  @Override
  public final byte[] errorBody(ProxyError error, @Nullable String requestId) {
    return ErrorBody.of(error);
  }

  @Override
  public final HealthQuestion healthQuestion() {
    return HEALTH;
  }
}
