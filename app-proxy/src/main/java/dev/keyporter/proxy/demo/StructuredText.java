package dev.keyporter.proxy.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * The answer in the form a request demands: as it is, as a JSON object, or as the simplest JSON
 * that fits a schema, with the answer wherever the schema wants a string.
 */
final class StructuredText {
  private StructuredText() {}

  /** The format is the Responses API's {@code text.format}. */
  static String of(JsonNode format, String answer) {
    return switch (format.path("type").asText("text")) {
      case "json_object" -> DemoJson.text(DemoJson.object().put("answer", answer));
      case "json_schema" -> {
        JsonNode schema = format.path("schema");
        yield DemoJson.text(fitting(schema, schema, answer));
      }
      default -> answer;
    };
  }

  private static JsonNode fitting(JsonNode schema, JsonNode root, String answer) {
    if (schema.has("$ref")) {
      // A reference stands in a strict schema as "#/$defs/name"; one that recurs is left null.
      JsonNode target = root.at(schema.get("$ref").asText().substring(1));
      return target.toString().contains("\"$ref\"")
          ? NullNode.getInstance()
          : fitting(target, root, answer);
    }
    if (schema.has("const")) {
      return schema.get("const");
    }
    if (schema.path("enum").has(0)) {
      return schema.get("enum").get(0);
    }
    if (schema.path("anyOf").has(0)) {
      return fitting(schema.get("anyOf").get(0), root, answer);
    }
    JsonNode type = schema.path("type");
    return switch (type.isArray() ? type.path(0).asText() : type.asText()) {
      case "object" -> {
        ObjectNode object = DemoJson.object();
        schema
            .path("properties")
            .properties()
            .forEach(it -> object.set(it.getKey(), fitting(it.getValue(), root, answer)));
        yield object;
      }
      case "array" -> DemoJson.array();
      case "integer", "number" -> IntNode.valueOf(0);
      case "boolean" -> BooleanNode.FALSE;
      case "null" -> NullNode.getInstance();
      default -> TextNode.valueOf(answer);
    };
  }
}
