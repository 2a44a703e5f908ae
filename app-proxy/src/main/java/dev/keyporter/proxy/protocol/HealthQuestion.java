package dev.keyporter.proxy.protocol;

import dev.keyporter.proxy.header.HeaderLine;
import java.util.List;

/**
 * A GET that shows whether a provider takes a key; its answer lists models, {@code
 * {"data":[{"id":…}]}}.
 *
 * @param path after the key's base URL
 * @param headers beside those that carry the key
 */
public record HealthQuestion(String path, List<HeaderLine> headers) {
  public HealthQuestion {
    headers = List.copyOf(headers);
  }
}
