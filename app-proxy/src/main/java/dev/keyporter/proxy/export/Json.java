package dev.keyporter.proxy.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Builds and writes the JSON of {@code --json} and of exports. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
          // Readable whatever character set the other end of a pipe believes in.
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();
  private static final ObjectWriter PRETTY = MAPPER.writerWithDefaultPrettyPrinter();

  private Json() {}

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** A number, truth value or list as it is, anything else as text. */
  public static JsonNode value(@Nullable Object value) {
    return switch (value) {
      case null -> MAPPER.nullNode();
      case Number number -> MAPPER.valueToTree(number);
      case Boolean truth -> MAPPER.valueToTree(truth);
      case List<?> list -> MAPPER.valueToTree(list);
      default -> MAPPER.valueToTree(value.toString());
    };
  }

  /**
   * A value without quotes, numbers without exponent, a list with spaces between its values, an
   * object as it is.
   */
  public static String text(JsonNode value) {
    if (value.isArray()) {
      return value.valueStream().map(Json::text).collect(Collectors.joining(" "));
    }
    if (value.isObject()) {
      return line(value);
    }
    return value.isBigDecimal() ? value.decimalValue().toPlainString() : value.asText();
  }

  public static ArrayNode array(List<? extends JsonNode> values) {
    return MAPPER.createArrayNode().addAll(values);
  }

  /** For people's eyes, too: indented. */
  public static String pretty(JsonNode value) {
    return write(PRETTY, value);
  }

  /** On one line. */
  public static String line(JsonNode value) {
    return write(MAPPER.writer(), value);
  }

  private static String write(ObjectWriter writer, JsonNode value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of plain values can always be written.", e);
    }
  }
}
