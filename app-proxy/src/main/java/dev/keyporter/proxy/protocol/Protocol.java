package dev.keyporter.proxy.protocol;

import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.Secret;
import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.header.HeaderLine;
import dev.keyporter.proxy.header.HeaderLines;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

  /** What can be asked for, in the order in which routes are matched. */
  List<Operation> operations();

  /** What the messages of a WebSocket ask for, whose path is that of the operation. */
  default Optional<Operation> socketOperation() {
    return Optional.empty();
  }

  /**
   * The caller's token, wherever the protocol's clients put it: every value, as it would stand in
   * {@code Authorization}; empty where there is none.
   */
  List<String> authorization(HeaderLines headers);

  /** Names of headers, in lower case, of which {@link #credentials} take the place. */
  Set<String> replacedHeaders();

  /** The headers that carry the provider key. */
  List<HeaderLine> credentials(ProviderKey key, Secret secret);

  /** An error of ours in the shape that the protocol's clients read: JSON in UTF-8, on one line. */
  byte[] errorBody(ProxyError error);

  /** What costs nothing and shows whether a provider takes a key. */
  HealthQuestion healthQuestion();
}
