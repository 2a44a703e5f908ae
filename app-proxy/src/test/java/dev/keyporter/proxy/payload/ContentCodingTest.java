package dev.keyporter.proxy.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.proxy.error.ProxyException;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.protocol.AnswerFacts;
import dev.keyporter.proxy.testing.Operations;
import io.airlift.compress.v3.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentCodingTest {
  private static final byte[] BODY =
      "{\"model\":\"gpt-5\",\"input\":\"Hello, hello, hello\"}".getBytes(UTF_8);

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "x-gzip", "deflate", "bare deflate", "zstd"})
  void readsABodyInEachCoding(String coding) {
    byte[] encoded = encode(BODY, coding);
    String header = coding.replace("bare ", "");
    assertArrayEquals(
        BODY, ContentCoding.decode(encoded, header, BodyMemory.unbounded().share()).orElseThrow());
    assertArrayEquals(
        BODY,
        ContentCoding.decode(
                encoded,
                " " + header.toUpperCase(Locale.ROOT) + " ",
                BodyMemory.unbounded().share())
            .orElseThrow());
    assertEquals(
        "gpt-5",
        Operations.CREATE_RESPONSE
            .readRequest(encoded, header, BodyMemory.unbounded().share())
            .model());
  }

  @Test
  void readsABodyThatIsEncodedTwice() {
    byte[] encoded = encode(encode(BODY, "zstd"), "gzip");
    assertArrayEquals(
        BODY,
        ContentCoding.decode(encoded, "zstd, identity, gzip", BodyMemory.unbounded().share())
            .orElseThrow());
  }

  @Test
  void leavesABodyWithoutCodingAsItIs() {
    for (String header : new String[] {null, "", "identity", "Identity , identity"}) {
      assertTrue(ContentCoding.isIdentity(header));
      assertSame(
          BODY, ContentCoding.decode(BODY, header, BodyMemory.unbounded().share()).orElseThrow());
    }
  }

  @Test
  void refusesAnUnknownCoding() {
    for (String header : new String[] {"br", "gzip, br", "compress", "?"}) {
      assertTrue(
          ContentCoding.decode(BODY, header, BodyMemory.unbounded().share()).isEmpty()
              || header.startsWith("gzip"));
      ProxyException refused =
          assertThrows(
              ProxyException.class,
              () ->
                  Operations.CREATE_RESPONSE.readRequest(
                      BODY, header, BodyMemory.unbounded().share()));
      assertEquals("invalid_content_encoding", refused.error().code());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "zstd"})
  void refusesABodyThatDoesNotDecode(String coding) {
    byte[] encoded = encode(random(100_000), coding);
    byte[] damaged = encoded.clone();
    Arrays.fill(damaged, 0, 40, (byte) 0x5A);
    for (byte[] body :
        new byte[][] {Arrays.copyOf(encoded, 50_000), Arrays.copyOf(encoded, 3), damaged, BODY}) {
      assertThrows(
          MalformedCodingException.class,
          () -> ContentCoding.decode(body, coding, BodyMemory.unbounded().share()));
      var refused =
          assertThrows(
              ProxyException.class,
              () ->
                  Operations.CREATE_RESPONSE.readRequest(
                      body, coding, BodyMemory.unbounded().share()));
      assertEquals("invalid_content_encoding", refused.error().code());
      assertEquals(400, refused.error().status());
      assertSame(
          AnswerFacts.NONE,
          Operations.CREATE_RESPONSE.readAnswer(200, body, coding, BodyMemory.unbounded().share()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "zstd"})
  void refusesABodyThatUnfoldsBeyondBounds(String coding) {
    byte[] bomb = encode(new byte[32 << 20], coding);
    assertTrue(bomb.length < 100_000);
    assertThrows(
        MalformedCodingException.class,
        () -> ContentCoding.decode(bomb, coding, BodyMemory.unbounded().share()));
    byte[] large = encode(new byte[8 << 20], coding);
    assertEquals(
        8 << 20,
        ContentCoding.decode(large, coding, BodyMemory.unbounded().share()).orElseThrow().length);
  }

  @Test
  void neverFailsOtherwise() {
    var random = new Random(11);
    Map<String, byte[]> good =
        Map.of(
            "gzip", encode(BODY, "gzip"),
            "deflate", encode(BODY, "deflate"),
            "zstd", encode(BODY, "zstd"));
    for (int round = 0; round < 3000; round++) {
      for (var entry : good.entrySet()) {
        byte[] body = entry.getValue().clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
          body[random.nextInt(body.length)] = (byte) random.nextInt();
        }
        try {
          assertTrue(
              ContentCoding.decode(body, entry.getKey(), BodyMemory.unbounded().share())
                  .isPresent());
        } catch (MalformedCodingException expected) {
          // The only way to fail.
        }
      }
    }
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(5).nextBytes(bytes);
    return bytes;
  }

  private static byte[] encode(byte[] body, String coding) {
    var out = new ByteArrayOutputStream();
    try (OutputStream encoder = encoder(out, coding)) {
      encoder.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static OutputStream encoder(OutputStream out, String coding) throws IOException {
    return switch (coding) {
      case "gzip", "x-gzip" -> new GZIPOutputStream(out);
      case "deflate" -> new DeflaterOutputStream(out);
      case "bare deflate" -> new DeflaterOutputStream(out, new Deflater(9, true));
      case "zstd" -> new ZstdOutputStream(out);
      default -> throw new IllegalArgumentException(coding);
    };
  }
}
