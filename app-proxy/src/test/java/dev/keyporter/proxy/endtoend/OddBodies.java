package dev.keyporter.proxy.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.airlift.compress.v3.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Bodies that no honest client sends. */
final class OddBodies {
  private static final String[] TEXTS = {
    "",
    " ",
    "{",
    "}",
    "[]",
    "null",
    "\"x\"",
    "{}",
    "{\"model\":1}",
    "{\"model\":null}",
    "{\"model\":[[[]]],\"input\":{}}",
    "{\"model\":\"\",\"input\":\"x\"}",
    "{\"model\":\"m\",\"stream\":\"yes\"}",
    "{\"model\":\"m\",\"stream\":1e999,\"n\":-1e999,\"max_output_tokens\":1"
        + "0".repeat(5000)
        + "}",
    "{\"model\":\"m\",\"model\":2}",
    "{\"model\":\"m\",\"model\":\"n\",\"stream\":false,\"stream\":{}}",
    "{\"model\":\"m\",\"stream_options\":7,\"conversation\":[1],\"previous_response_id\":{}}",
    "{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":\"x\"},\"messages\":7}",
    "{\"model\":\"m\",\"conversation\":{\"id\":[]},\"prompt\":[],\"input\":[null,1,[[\"a\"]]]}",
    "{\"model\":\"m\",\"previous_response_id\":\"" + "r".repeat(5000) + "\"}",
    "{\"model\":\"m\",\"conversation\":\"\\u0000\\ud800\"}",
    "{\"model\":\"\\ud800\",\"input\":\"\\udfff\\u0000\"}",
    "{\"model\":\"a\\u0000b\",\"input\":\"\\u0000\"}",
    "{\"model\":\"" + "m".repeat(100_000) + "\"}",
    "{\"model\":\"m\",\"input\":\"\\x\"}",
    "{\"model\":\"m\",\"input\":\"\\u12\"}",
    "{\"model\":\"m\",\"input\":\"a\nb\"}",
    "{\"model\":\"m\",}",
    "{'model':'m'}",
    "{\"model\":NaN}",
    "{\"model\":\"m\"}{\"model\":\"m\"}",
    "{\"model\":\"m\"} \0",
    "\ufeff{\"model\":\"m\"}",
    "{\"" + "k".repeat(200_000) + "\":1,\"model\":\"m\"}",
    "{\"rating\":\"1\"}",
    "{\"rating\":1e999,\"feedback\":{}}",
    "{\"rating\":1,\"feedback\":\"\\ud800\\u0000\"}",
    "{\"model\":\"m\",\"tools\":[{\"type\":\"mcp\",\"authorization\":[1,{}],\"headers\":\"x\"}]}",
    "{\"model\":\"m\",\"tools\":{\"headers\":{\"a\":null}},\"input\":-}",
    "[".repeat(100_000),
    "{\"model\":\"m\",\"input\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}",
    "{\"a\":".repeat(100_000),
    "{\"model\":\"m\",\"input\":" + "{\"a\":".repeat(999) + "1" + "}".repeat(999) + "}",
  };

  private OddBodies() {}

  static List<byte[]> all() {
    List<byte[]> bodies = new ArrayList<>();
    for (String text : TEXTS) {
      bodies.add(text.getBytes(UTF_8));
    }
    bodies.add("{\"model\":\"\u00ff\",\"input\":\"\u00c0\u0080\"}".getBytes(ISO_8859_1));
    bodies.add("{\"model\":\"m\"}".getBytes(UTF_16));
    bodies.add(new byte[1000]);
    bodies.add(new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0, 0, 0, 0, 0});
    bodies.add(new byte[] {0x1f, (byte) 0x8b, 8, (byte) 0xff, 0, 0, 0, 0, 0, 0, 0, 0});
    return bodies;
  }

  /** Codings, each with a body in it that is cut, damaged, or a bomb. */
  static List<Map.Entry<String, byte[]>> coded() throws IOException {
    Map<String, byte[]> whole = new LinkedHashMap<>();
    String json = "{\"model\":\"m\",\"input\":\"" + "x".repeat(1000) + "\"}";
    whole.put("gzip", gzip(json.getBytes(UTF_8)));
    whole.put("zstd", zstd(json.getBytes(UTF_8)));
    List<Map.Entry<String, byte[]>> bodies = new ArrayList<>();
    whole.forEach(
        (coding, body) -> {
          for (int at = 0; at < body.length; at += 3) {
            bodies.add(Map.entry(coding, Arrays.copyOf(body, at)));
            byte[] damaged = body.clone();
            damaged[at] ^= 0x55;
            bodies.add(Map.entry(coding, damaged));
          }
        });
    byte[] zeros = new byte[40 << 20];
    bodies.add(Map.entry("gzip", gzip(zeros)));
    bodies.add(Map.entry("zstd", zstd(zeros)));
    bodies.add(Map.entry("gzip, gzip", gzip(gzip(zeros))));
    return bodies;
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    var out = new ByteArrayOutputStream();
    try (OutputStream coding = new GZIPOutputStream(out)) {
      coding.write(plain);
    }
    return out.toByteArray();
  }

  private static byte[] zstd(byte[] plain) throws IOException {
    var out = new ByteArrayOutputStream();
    try (OutputStream coding = new ZstdOutputStream(out)) {
      coding.write(plain);
    }
    return out.toByteArray();
  }
}
