package dev.keyporter.proxy.protocol.openai.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.protocol.RequestFacts;
import dev.keyporter.proxy.testing.Operations;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamUsageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"model":"m"}                                  | {"stream_options":{"include_usage":true},"model":"m"}
          {}                                             | {"stream_options":{"include_usage":true}}
          {"a":1,"stream_options":{}}                    | {"a":1,"stream_options":{"include_usage":true}}
          {"stream_options":{ "x": 1 } ,"a":"ü"}         | {"stream_options":{"include_usage":true, "x": 1 } ,"a":"ü"}
          {"stream_options": null}                       | {"stream_options": {"include_usage":true}}
          {"stream_options":{"include_usage": null }}    | {"stream_options":{"include_usage": true }}
          {"a":{"stream_options":{"include_usage":true}}}| {"stream_options":{"include_usage":true},"a":{"stream_options":{"include_usage":true}}}
          {"stream_options":{"include_usage":true},"stream_options":{}} | {"stream_options":{"include_usage":true},"stream_options":{"include_usage":true}}
          {"stream_options":{"x":{"include_usage":true}}}| {"stream_options":{"include_usage":true,"x":{"include_usage":true}}}
          """)
  void asksForUsageInOnePlace(String body, String asked) {
    assertEquals(asked, asking(body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"stream_options\":{\"include_usage\":true}}",
        "{\"stream_options\":{\"include_usage\":false}}",
        "{\"stream_options\":{\"include_usage\":null,\"include_usage\":false}}",
        "{\"stream_options\":{\"include_usage\":\"yes\"}}",
        "{\"stream_options\":\"yes\"}",
        "{\"stream_options\":[{}]}",
        "[]",
        "{\"stream_options\":",
        ""
      })
  void leavesWhatSaysSoAlone(String body) {
    byte[] bytes = body.getBytes(UTF_8);
    assertSame(bytes, StreamUsage.in(bytes).apply(bytes));
  }

  @Test
  void keepsEveryOtherByte() {
    var random = new Random(3);
    String[] members = {
      "\"model\":\"m\"",
      "\"stream\" : true",
      "\"x\":[1, 2.50,\"\\u00e9é😀\\\"\"]",
      "\"y\":{\"z\":{}}",
      "\"stream_options\":{\"include_obfuscation\": false}",
      "\"stream_options\":{}",
      "\"n\":1e2"
    };
    for (int round = 0; round < 2000; round++) {
      var body = new StringBuilder(" ".repeat(random.nextInt(3))).append("{\"model\":\"m\"");
      for (int i = random.nextInt(5); i > 0; i--) {
        body.append(" ,\n".repeat(1)).append(members[random.nextInt(members.length)]);
      }
      String before = body.append("\r\n}\n").toString();
      String after = asking(before);
      RequestFacts facts =
          Operations.CREATE_CHAT_COMPLETION.readRequest(
              after.getBytes(UTF_8), null, BodyMemory.unbounded().share());
      assertEquals(true, facts.includeUsage(), after);
      String without =
          after.contains("{\"stream_options\":{\"include_usage\":true},\"model\"")
              ? after.replaceFirst("\"stream_options\":\\{\"include_usage\":true\\},", "")
              : after.replaceFirst("\"include_usage\":true,?", "");
      assertEquals(before, without);
    }
  }

  @Test
  void asksOnceOnly() {
    byte[] asked = asking("{\"model\":\"m\"}").getBytes(UTF_8);
    assertSame(asked, StreamUsage.in(asked).apply(asked));
    assertTrue(asked.length > 13);
  }

  @Test
  void neverFails() {
    var random = new Random(4);
    byte[] good = "{\"stream_options\":{\"include_usage\":null},\"a\":[1]}".getBytes(UTF_8);
    for (int round = 0; round < 2000; round++) {
      byte[] body = Arrays.copyOf(good, random.nextInt(good.length));
      for (int i = random.nextInt(4); i > 0 && body.length > 0; i--) {
        body[random.nextInt(body.length)] = (byte) random.nextInt();
      }
      assertNotNull(StreamUsage.in(body).apply(body));
    }
  }

  private static String asking(String body) {
    byte[] bytes = body.getBytes(UTF_8);
    return new String(StreamUsage.in(bytes).apply(bytes), UTF_8);
  }
}
