package dev.keyporter.proxy.header;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The headers of one message, in their order and spelling. They are walked once, when they are put
 * together, and then found by name, in whatever case.
 */
public final class HeaderLines {
  /** No headers. */
  public static final HeaderLines NONE = new HeaderLines(List.of());

  private final List<HeaderLine> lines;
  private final Map<String, List<String>> byName;

  /** Of these lines. */
  public HeaderLines(Collection<HeaderLine> lines) {
    this.lines = List.copyOf(lines);
    this.byName = HashMap.newHashMap(lines.size());
    for (HeaderLine line : this.lines) {
      byName.computeIfAbsent(key(line.name()), _ -> new ArrayList<>(1)).add(line.value());
    }
  }

  /** All of them. */
  public List<HeaderLine> lines() {
    return lines;
  }

  /** The values of every line of that name; empty where there is none. */
  public List<String> values(String name) {
    return byName.getOrDefault(key(name), List.of());
  }

  /** Whether there is a line of that name. */
  public boolean has(String name) {
    return byName.containsKey(key(name));
  }

  /** The first value. */
  public Optional<String> first(String name) {
    return values(name).stream().findFirst();
  }

  /** All values as one, as HTTP lets them be joined; null where there are none. */
  public @Nullable String joined(String name) {
    List<String> values = values(name);
    return values.isEmpty() ? null : String.join(", ", values);
  }

  /** The members of a list, from all lines together, in lower case. */
  public List<String> tokens(String name) {
    List<String> values = values(name);
    if (values.isEmpty()) {
      return values;
    }
    List<String> tokens = new ArrayList<>(2);
    for (String value : values) {
      for (String token : value.split(",", -1)) {
        tokens.add(key(token.strip()));
      }
    }
    return tokens;
  }

  /** Those that are not of that kind. */
  public HeaderLines without(Predicate<HeaderLine> dropped) {
    return lines.stream().noneMatch(dropped)
        ? this
        : new HeaderLines(lines.stream().filter(dropped.negate()).toList());
  }

  /** For the record, one a line, without those that carry a secret. */
  public String printable() {
    StringBuilder printed = new StringBuilder(512);
    for (HeaderLine line : lines) {
      if (!SecretHeaders.isSecret(line.name())) {
        printed.append(printed.isEmpty() ? "" : "\n");
        printed.append(line.name()).append(": ").append(SecretHeaders.withoutSecrets(line));
      }
    }
    return printed.toString();
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The names alone: a value may be a secret. */
  @Override
  public String toString() {
    return lines.toString();
  }
}
