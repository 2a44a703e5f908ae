package dev.keyporter.proxy.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON as the playground reads and writes it: numbers stay as they were written. */
final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();
  private static final DefaultPrettyPrinter PRETTY = pretty();
  private static final ObjectReader MAPS =
      MAPPER
          .readerFor(new TypeReference<Map<String, @Nullable Object>>() {})
          .with(DeserializationFeature.USE_LONG_FOR_INTS);

  private Json() {}

  private static DefaultPrettyPrinter pretty() {
    var lines = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
        .withObjectIndenter(lines)
        .withArrayIndenter(lines);
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** What a text says, where it is one JSON value. */
  static Optional<JsonNode> read(String text) {
    try {
      return Optional.ofNullable(MAPPER.readTree(text)).filter(node -> !node.isMissingNode());
    } catch (JsonProcessingException _) {
      return Optional.empty();
    }
  }

  static String write(JsonNode node) {
    return written(node, false);
  }

  /** With a line for each member. */
  static String indented(JsonNode node) {
    return written(node, true);
  }

  private static String written(JsonNode node, boolean isIndented) {
    try {
      return isIndented
          ? MAPPER.writer(PRETTY).writeValueAsString(node)
          : MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of JSON can always be written.", e);
    }
  }

  /** An object as maps and lists, its whole numbers as {@link Long} where they fit. */
  static Map<String, @Nullable Object> map(ObjectNode object) {
    try {
      return MAPS.readValue(object);
    } catch (IOException e) {
      throw new UncheckedIOException("A tree of JSON can always be read.", e);
    }
  }

  /** A member's text; empty where it is missing or something else. */
  static Optional<String> text(JsonNode node, String member) {
    return Optional.ofNullable(node.path(member).textValue());
  }
}
