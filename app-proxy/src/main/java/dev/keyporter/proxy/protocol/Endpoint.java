package dev.keyporter.proxy.protocol;

/**
 * Where an operation is found.
 *
 * @param method the HTTP method
 * @param path after the protocol's prefix; {@code {id}} stands for one segment, {@code {+id}} for
 *     any number of them
 */
public record Endpoint(String method, String path) {
  /** Whether an id in the path may hold slashes, which then may come in percent code. */
  public boolean takesSlashesInId() {
    return path.contains("{+");
  }

  /** The path of a thing: with its id in the place that the path has for one. */
  public String pathOf(String id) {
    return path.replace("{id}", id).replace("{+id}", id);
  }

  /** Whether the path names a thing by its id. */
  public boolean namesId() {
    return path.indexOf('{') >= 0;
  }
}
