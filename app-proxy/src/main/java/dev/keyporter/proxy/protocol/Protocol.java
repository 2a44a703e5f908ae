package dev.keyporter.proxy.protocol;

import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.ProviderKind;
import dev.keyporter.model.access.Secret;
import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.header.HeaderLine;
import dev.keyporter.proxy.header.HeaderLines;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One kind of API that clients speak to providers. All that sets it apart is asked for here: relay,
 * record and console know no protocol by its name.
 */
public interface Protocol {
  /**
   * What its paths begin with here, such as {@code /v1}; what comes after it goes after the key's
   * base URL.
   */
  String prefix();

  /** The kind of provider that speaks it, and whose keys it takes. */
  ProviderKind provider();

  /** What can be asked for, in the order in which routes are matched. */
  List<Operation> operations();

  /** What the messages of a WebSocket ask for, whose path is that of the operation. */
  default Optional<Operation> socketOperation() {
    return Optional.empty();
  }

  /**
   * Paths, after the prefix, that its clients ask for with HEAD or GET to see whether somebody is
   * there. The proxy itself answers them, with nothing.
   */
  default List<String> probes() {
    return List.of();
  }

  /**
   * What is asked for where no operation is found: all that can be told of it beforehand. Empty
   * where the protocol has no more than its operations.
   *
   * @param pathAndQuery after the prefix, as they came
   */
  default Optional<Operation> other(String method, String pathAndQuery) {
    return Optional.empty();
  }

  /**
   * The caller's token, wherever the protocol's clients put it: every value, as it would stand in
   * {@code Authorization}; empty where there is none.
   */
  List<String> authorization(HeaderLines headers);

  /**
   * The session that the caller's tool names in a way of its own, 1 to 255 printable ASCII
   * characters; null where it names none.
   *
   * @param facts of the request's body
   */
  default @Nullable String session(HeaderLines headers, RequestFacts facts) {
    return facts.session();
  }

  /** Names of headers, in lower case, of which {@link #credentials} take the place. */
  Set<String> replacedHeaders();

  /** The headers that carry the provider key. */
  List<HeaderLine> credentials(ProviderKey key, Secret secret);

  /**
   * The header in which its providers name a request; clients tell its value as the request's id.
   */
  String requestIdHeader();

  /**
   * An error of ours in the shape that the protocol's clients read: JSON in UTF-8, on one line.
   *
   * @param requestId the request's id here; null where it has none
   */
  byte[] errorBody(ProxyError error, @Nullable String requestId);

  /** What costs nothing and shows whether a provider takes a key. */
  HealthQuestion healthQuestion();
}
