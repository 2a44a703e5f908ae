package dev.keyporter.proxy.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.http.ServerRequest;
import java.util.ArrayList;
import java.util.List;

/** A page of a response's input items, newest first unless asked otherwise. */
final class ItemPage {
  private static final int USUAL_LIMIT = 20;
  private static final int HIGHEST_LIMIT = 100;

  private ItemPage() {}

  static ObjectNode of(ArrayNode items, ServerRequest http) {
    int limit = DemoRoutes.number(http, "limit", USUAL_LIMIT);
    if (limit < 1 || limit > HIGHEST_LIMIT) {
      throw DemoFailure.invalid(
          "integer_out_of_range", "limit", "Invalid 'limit': it goes from 1 to 100.");
    }
    List<JsonNode> ordered = new ArrayList<>();
    items.forEach(ordered::add);
    if (!http.query().first("order").orElse("desc").equals("asc")) {
      ordered = ordered.reversed();
    }
    String after = http.query().first("after").orElse("");
    List<JsonNode> rest =
        after.isEmpty()
            ? ordered
            : ordered.stream().dropWhile(item -> !id(item).equals(after)).skip(1).toList();
    List<JsonNode> page = rest.subList(0, Math.min(limit, rest.size()));
    ObjectNode list = DemoJson.object().put("object", "list");
    list.putArray("data").addAll(page);
    list.put("first_id", page.isEmpty() ? null : id(page.getFirst()));
    list.put("last_id", page.isEmpty() ? null : id(page.getLast()));
    return list.put("has_more", rest.size() > limit);
  }

  private static String id(JsonNode item) {
    return item.path("id").asText();
  }
}
