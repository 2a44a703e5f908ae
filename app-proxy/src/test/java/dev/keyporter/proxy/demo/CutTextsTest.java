package dev.keyporter.proxy.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CutTextsTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "{\"a\":\"1234\",\"b\":[123456,true]} | {\"a\":\"1234\",\"b\":[123456,true]}",
        "{\"a\":\"123456\",\"b\":\"x\"} | {\"a\":\"1234\",\"b\":\"x\"}",
        "{\"123456\":1} | {\"1234\":1}",
        "[\"123\\\"456\\\"\",1] | [\"123\\\"\",1]",
        "[\"1234\\\\\",2] | [\"1234\",2]",
        "[\"12\\u00e45\",3] | [\"12\\u00e4\",3]",
        "[\"123\u20ac5\",4] | [\"123\u20ac\",4]",
        "[\"1234\u20ac\",5] | [\"1234\",5]",
        "[\"12345 | [\"1234",
      })
  void keepsTheBeginningOfEachTextAndAllElse(String json, String cut) throws Exception {
    byte[] bytes = json.getBytes(UTF_8);
    for (int at = 0; at <= bytes.length; at++) {
      InputStream inTwo =
          new SequenceInputStream(
              new ByteArrayInputStream(bytes, 0, at),
              new ByteArrayInputStream(bytes, at, bytes.length - at));
      assertEquals(cut, new String(new CutTexts(inTwo, 4).readAllBytes(), UTF_8));
    }
    if (cut.endsWith("}") || cut.endsWith("]")) {
      new ObjectMapper().readTree(cut);
    }
  }
}
