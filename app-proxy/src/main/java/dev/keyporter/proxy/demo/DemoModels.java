package dev.keyporter.proxy.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/** The models the demo provider lists; it answers under any name, and says whose it is. */
final class DemoModels {
  private static final List<String> MODELS =
      List.of(
          "keyporter-demo",
          "gpt-4o",
          "gpt-4o-mini",
          "gpt-4.1-mini",
          "o4-mini",
          "text-embedding-3-small",
          "text-embedding-3-large");
  private static final long CREATED = 1_767_225_600; // 2026-01-01
  private static final String OWNER = "keyporter-demo";

  void list(ServerRequest http, ServerResponse answer) {
    ObjectNode list = DemoJson.object().put("object", "list");
    ArrayNode data = list.putArray("data");
    MODELS.forEach(model -> data.add(model(model)));
    DemoRoutes.send(answer, list);
  }

  void retrieve(ServerRequest http, ServerResponse answer) {
    String model = http.path().pathParameters().get("model");
    if (!MODELS.contains(model)) {
      throw DemoFailure.unknownModel(model);
    }
    DemoRoutes.send(answer, model(model));
  }

  private static ObjectNode model(String id) {
    ObjectNode model = DemoJson.object().put("id", id).put("object", "model");
    return model.put("created", CREATED).put("owned_by", OWNER);
  }
}
