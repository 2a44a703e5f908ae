package dev.keyporter.proxy.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads an OpenAPI document: its operations, its examples of errors, and its schemas. */
record OpenApi(JsonNode document) {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  /** One operation; {@code path} as documented, with its parameters in braces. */
  record Operation(String method, String path, JsonNode node) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  List<Operation> operations() {
    var operations = new ArrayList<Operation>();
    document
        .path("paths")
        .forEachEntry(
            (path, item) ->
                item.forEachEntry(
                    (method, node) -> {
                      if (METHODS.contains(method)) {
                        operations.add(new Operation(method.toUpperCase(Locale.ROOT), path, node));
                      }
                    }));
    return operations;
  }

  /** The operation with this {@code operationId}. */
  Operation operation(String id) {
    return operations().stream()
        .filter(operation -> operation.node().path("operationId").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** Follows a reference, where there is one. */
  JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }

  /** What an operation answers with this status; missing where it says nothing of it. */
  JsonNode response(Operation operation, int status) {
    return resolve(operation.node().path("responses").path(Integer.toString(status)));
  }

  /** The schema of a JSON answer. */
  JsonNode schema(Operation operation, int status) {
    return response(operation, status).at("/content/application~1json/schema");
  }

  /** The codes an answer's examples name, each with the whole body. */
  Map<String, JsonNode> errors(JsonNode response) {
    var errors = new TreeMap<String, JsonNode>();
    resolve(response)
        .at("/content/application~1json/examples")
        .forEachEntry((code, example) -> errors.put(code, resolve(example).path("value")));
    return errors;
  }

  /** Every documented error. */
  Map<String, JsonNode> errors() {
    var errors = new TreeMap<String, JsonNode>();
    document
        .at("/components/examples")
        .forEachEntry((code, example) -> errors.put(code, example.path("value")));
    return errors;
  }
}
