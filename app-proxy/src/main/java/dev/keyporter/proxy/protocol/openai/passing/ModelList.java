package dev.keyporter.proxy.protocol.openai.passing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.Predicate;

/** A provider's list of models: {@code {"object":"list","data":[{"id":…}]}}. */
final class ModelList {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] EMPTY = "{\"object\":\"list\",\"data\":[]}".getBytes(UTF_8);

  private ModelList() {}

  /** The same list with those models only; an empty one where it is no such list. */
  static byte[] with(byte[] body, Predicate<String> isShown) {
    try {
      if (!(JSON.readTree(body) instanceof ObjectNode list)
          || !(list.get("data") instanceof ArrayNode models)) {
        return EMPTY;
      }
      ArrayNode shown = JSON.createArrayNode();
      for (JsonNode model : models) {
        JsonNode id = model.get("id");
        if (id != null && id.isTextual() && isShown.test(id.textValue())) {
          shown.add(model);
        }
      }
      list.set("data", shown);
      return JSON.writeValueAsBytes(list);
    } catch (IOException _) {
      return EMPTY;
    }
  }
}
