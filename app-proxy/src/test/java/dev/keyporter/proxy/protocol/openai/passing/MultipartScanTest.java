package dev.keyporter.proxy.protocol.openai.passing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartScanTest {
  private static final String FORM =
      """
      --b0\r
      Content-Disposition: form-data; name="model"\r
      \r
      whisper-1\r
      --b0\r
      content-disposition: form-data; filename="a.mp3"; name="file"\r
      Content-Type: audio/mpeg\r
      \r
      name="model"\r\n\r\n--b\r\n--b1\n--b0x\r
      --b0\r
      Content-Type: text/plain\r
      Content-Disposition: form-data; name=prompt\r
      \r
      Two\r
      lines \r\n\r
      --b0\r
      Content-Disposition: form-data; name="empty"\r
      \r
      \r
      --b0--\r
      --b0\r
      Content-Disposition: form-data; name="late"\r
      \r
      no\r
      --b0--
      """;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 100, 10_000})
  void readsFieldsAndPassesOverFilesHoweverTheBytesArrive(int piece) {
    assertEquals(
        Map.of("model", "whisper-1", "prompt", "Two\r\nlines \r\n", "empty", ""),
        scan("multipart/form-data; boundary=b0", FORM, piece));
  }

  @Test
  void readsWhatALenientProviderWouldRead() {
    assertEquals(
        Map.of("file_id", "file-a1"),
        scan(
            "Multipart/Form-Data; charset=x; Boundary=\"b 0\"",
            "--b 0\nContent-Disposition: form-data; name=\"file_id\"\n\nfile-a1\n--b 0--",
            4));
  }

  @Test
  void givesUpAFieldThatIsTooLong() {
    String form =
        "--b\r\nContent-Disposition: form-data; name=\"long\"\r\n\r\n"
            + "x".repeat(100_000)
            + "\r\n--b\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nm\r\n--b--";
    assertEquals(Map.of("model", "m"), scan("multipart/form-data; boundary=b", form, 8192));
  }

  @Test
  void readsNothingElse() {
    assertNull(MultipartScan.of("application/json; boundary=b", (_, _) -> {}));
    assertNull(MultipartScan.of("multipart/form-data", (_, _) -> {}));
    assertNull(MultipartScan.of("", (_, _) -> {}));
  }

  private static Map<String, String> scan(String contentType, String form, int piece) {
    var fields = new LinkedHashMap<String, String>();
    MultipartScan scan =
        Objects.requireNonNull(
            MultipartScan.of(contentType, (name, value) -> fields.put(name, value)));
    byte[] bytes = form.getBytes(UTF_8);
    for (int from = 0; from < bytes.length; from += piece) {
      scan.read(bytes, from, Math.min(bytes.length, from + piece));
    }
    return fields;
  }
}
