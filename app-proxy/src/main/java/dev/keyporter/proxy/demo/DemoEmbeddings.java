package dev.keyporter.proxy.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Embeddings: unit vectors made from a text's words alone, the same ones for the same text, and
 * near each other where texts share words.
 */
final class DemoEmbeddings {
  private static final int USUAL_DIMENSIONS = 1536;
  private static final int LARGE_DIMENSIONS = 3072;

  void embed(ServerRequest http, ServerResponse answer) {
    ObjectNode request = DemoRoutes.body(http);
    String model = ResponseInput.model(request);
    List<String> texts = texts(request.path("input"));
    int most = model.endsWith("-large") ? LARGE_DIMENSIONS : USUAL_DIMENSIONS;
    int dimensions = request.path("dimensions").asInt(most);
    if (dimensions < 1 || dimensions > most) {
      throw DemoFailure.invalid(
          "integer_out_of_range",
          "dimensions",
          "Invalid 'dimensions': for this model it goes from 1 to " + most + ".");
    }
    boolean base64 = request.path("encoding_format").asText("float").equals("base64");
    ObjectNode list = DemoJson.object().put("object", "list");
    ArrayNode data = list.putArray("data");
    int tokens = 0;
    for (String text : texts) {
      DemoFaults.met(text);
      tokens += DemoText.tokens(text);
      ObjectNode embedding = data.addObject().put("object", "embedding");
      embedding.put("index", data.size() - 1);
      write(vector(text, dimensions), base64, embedding);
    }
    list.put("model", model);
    list.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
    DemoRoutes.send(answer, list);
  }

  private static List<String> texts(JsonNode input) {
    if (input.isTextual() && !input.asText().isEmpty()) {
      return List.of(input.asText());
    }
    if (!input.isArray() || input.isEmpty()) {
      throw input.isMissingNode() || input.isNull()
          ? DemoFailure.missing("input")
          : ResponseInput.invalidType("input", "a text that is not empty, or an array");
    }
    if (input.get(0).isNumber()) {
      return List.of(DemoJson.text(input));
    }
    var texts = new ArrayList<String>();
    input.forEach(text -> texts.add(text.isTextual() ? text.asText() : DemoJson.text(text)));
    return texts;
  }

  private static float[] vector(String text, int dimensions) {
    double[] sum = new double[dimensions];
    for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", 0)) {
      // Random's sequence is specified, so that a vector is the same on every machine.
      var random = new Random(word.hashCode());
      for (int i = 0; i < dimensions; i++) {
        sum[i] += random.nextGaussian();
      }
    }
    double length = 0;
    for (double value : sum) {
      length += value * value;
    }
    float[] unit = new float[dimensions];
    for (int i = 0; i < dimensions; i++) {
      unit[i] = (float) (sum[i] / Math.sqrt(length));
    }
    return unit;
  }

  private static void write(float[] vector, boolean base64, ObjectNode embedding) {
    if (base64) {
      var bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(vector);
      embedding.put("embedding", Base64.getEncoder().encodeToString(bytes.array()));
      return;
    }
    ArrayNode numbers = embedding.putArray("embedding");
    for (float value : vector) {
      numbers.add(value);
    }
  }
}
