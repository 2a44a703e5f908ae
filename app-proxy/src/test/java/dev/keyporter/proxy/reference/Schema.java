package dev.keyporter.proxy.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Checks values against the part of JSON Schema that the document uses. A word it does not know
 * fails the check: what is written down must be held.
 */
final class Schema {
  private static final Set<String> WORDS_WITHOUT_A_CHECK =
      Set.of("description", "format", "example");

  private final OpenApi document;
  private final List<String> complaints = new ArrayList<>();

  private Schema(OpenApi document) {
    this.document = document;
  }

  /** What is wrong with a value; empty where nothing is. */
  static List<String> complaints(OpenApi document, JsonNode schema, JsonNode value) {
    var check = new Schema(document);
    check.check("$", schema, value);
    return check.complaints;
  }

  private void check(String at, JsonNode written, JsonNode value) {
    JsonNode schema = document.resolve(written);
    if (!schema.isObject()) {
      complaints.add(at + " has no schema");
    }
    schema.forEachEntry(
        (word, rule) -> {
          switch (word) {
            case "type" -> expect(hasType(rule, value), at, "is not of type " + rule);
            case "enum" -> expect(contains(rule, value), at, "is none of " + rule);
            case "const" -> expect(rule.equals(value), at, "is not " + rule);
            case "minLength" -> expect(value.asText().length() >= rule.intValue(), at, "is short");
            case "maxLength" -> expect(value.asText().length() <= rule.intValue(), at, "is long");
            case "required" ->
                rule.forEach(name -> expect(value.has(name.asText()), at, "lacks " + name));
            case "properties" -> checkProperties(at, rule, value);
            case "additionalProperties" -> checkOthers(at, schema, value);
            case "items" -> value.forEach(item -> check(at + "[]", rule, item));
            default -> expect(WORDS_WITHOUT_A_CHECK.contains(word), at, "meets unknown " + word);
          }
        });
  }

  private void checkProperties(String at, JsonNode properties, JsonNode value) {
    properties.forEachEntry(
        (name, schema) -> {
          if (value.has(name)) {
            check(at + "." + name, schema, value.get(name));
          }
        });
  }

  private void checkOthers(String at, JsonNode schema, JsonNode value) {
    if (!schema.path("additionalProperties").booleanValue()) {
      value
          .fieldNames()
          .forEachRemaining(name -> expect(schema.path("properties").has(name), at, "has " + name));
    }
  }

  private void expect(boolean holds, String at, String complaint) {
    if (!holds) {
      complaints.add(at + " " + complaint);
    }
  }

  private static boolean contains(JsonNode choices, JsonNode value) {
    for (JsonNode choice : choices) {
      if (choice.equals(value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasType(JsonNode type, JsonNode value) {
    if (type.isArray()) {
      for (JsonNode one : type) {
        if (hasType(one, value)) {
          return true;
        }
      }
      return false;
    }
    return switch (type.asText()) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      default -> false;
    };
  }
}
