package dev.keyporter.proxy.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class DemoEmbeddingsTest extends DemoProviderFixture {
  @Test
  void embedsTheSameTextTheSameWay() throws Exception {
    String request = "{'model':'text-embedding-3-small','dimensions':8,'input':['a cat','b']%s}";
    JsonNode floats = JSON.readTree(post("/embeddings", request.formatted("")).body());
    JsonNode base64 =
        JSON.readTree(post("/embeddings", request.formatted(",'encoding_format':'base64'")).body());
    var decoded =
        ByteBuffer.wrap(Base64.getDecoder().decode(base64.at("/data/0/embedding").asText()))
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer();
    double length = 0;
    for (int i = 0; i < 8; i++) {
      float value = floats.at("/data/0/embedding").get(i).floatValue();
      assertEquals(decoded.get(i), value);
      length += value * value;
    }
    assertEquals(8, decoded.capacity());
    assertEquals(1, length, 1e-5);
    assertNotEquals(floats.at("/data/0/embedding"), floats.at("/data/1/embedding"));
    assertEquals(3, floats.at("/usage/prompt_tokens").asInt());
  }
}
