package dev.keyporter.proxy.protocol.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.error.ProxyException;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.protocol.Operation;
import dev.keyporter.proxy.protocol.StreamReader;
import dev.keyporter.proxy.sse.SseEvent;
import dev.keyporter.proxy.testing.Operations;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes, no reader fails: bytes at random, and good bodies with bytes changed. */
class GarbageTest {
  private static final String[] GOOD = {
    "{\"model\":\"m\",\"stream\":true,\"conversation\":{\"id\":\"c\"},\"stream_options\":{\"include_usage\":null},\"n\":1,\"input\":[{\"content\":[{\"text\":\"é\\u00e9\\ud83d\\ude00\"}]}]}",
    "{\"type\":\"response.completed\",\"sequence_number\":3,\"response\":{\"id\":\"r\",\"status\":\"completed\",\"output\":[{\"content\":[{\"text\":\"a\"}]}],\"usage\":{\"input_tokens\":1,\"input_tokens_details\":{\"cached_tokens\":0},\"output_tokens\":2,\"total_tokens\":3}}}",
    "{\"id\":\"r\",\"choices\":[{\"delta\":{\"content\":\"a\"}}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1},\"error\":{\"code\":7,\"message\":\"x\"}}",
    "{\"type\":\"response.output_text.delta\",\"delta\":\"a\\n\"}"
  };
  private static final String TOKENS = "{}[]\",:\\ue0-. \n\r\u0000nulltrue";

  @Test
  void noReaderFails() {
    var random = new Random(20261124);
    for (int round = 0; round < 5_000; round++) {
      byte[] body = body(random);
      for (Operation route :
          new Operation[] {Operations.CREATE_RESPONSE, Operations.CREATE_CHAT_COMPLETION}) {
        readRequest(route, body);
        assertNotNull(route.readAnswer(200, body, null, BodyMemory.unbounded().share()));
        StreamReader reader = route.streamReader();
        for (String name :
            new String[] {
              "",
              "event: error\n",
              "event: response.completed\n",
              "event: response.output_text.delta\n"
            }) {
          reader.read(
              new SseEvent(
                  join((name + "data: ").getBytes(UTF_8), body),
                  0,
                  SseEvent.Ending.BLANK_LINE,
                  true));
          assertNotNull(reader.facts());
          assertNotNull(reader.errorEvent(new ProxyError.UpstreamFailed(502, "c", "m")));
        }
      }
    }
  }

  private static void readRequest(Operation route, byte[] body) {
    try {
      assertNotNull(route.readRequest(body, null, BodyMemory.unbounded().share()));
    } catch (ProxyException refused) {
      assertEquals(400, refused.error().status());
    }
  }

  private static byte[] body(Random random) {
    byte[] body = GOOD[random.nextInt(GOOD.length)].getBytes(UTF_8);
    if (random.nextInt(4) == 0) {
      body = new byte[random.nextInt(60)];
      random.nextBytes(body);
    }
    for (int i = random.nextInt(5); i > 0 && body.length > 0; i--) {
      body[random.nextInt(body.length)] =
          random.nextBoolean()
              ? (byte) random.nextInt()
              : (byte) TOKENS.charAt(random.nextInt(TOKENS.length()));
    }
    return random.nextInt(3) == 0 ? Arrays.copyOf(body, random.nextInt(body.length + 1)) : body;
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }
}
