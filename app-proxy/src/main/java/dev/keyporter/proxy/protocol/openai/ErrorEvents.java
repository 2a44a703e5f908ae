package dev.keyporter.proxy.protocol.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.keyporter.proxy.error.ProxyError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The event that is appended to a stream that broke, in the shape each API's clients read. */
public final class ErrorEvents {
  private static final JsonFactory FACTORY = new JsonFactory();

  private ErrorEvents() {}

  /**
   * The flat error of the Responses API. Its line {@code event: error} is what some SDKs go by.
   *
   * @param sequenceNumber the number after the last event's
   */
  public static byte[] responses(ProxyError error, long sequenceNumber) {
    return event(
        "event: error\n",
        json -> {
          json.writeStringField("type", "error");
          json.writeStringField("code", error.code());
          json.writeStringField("message", error.message());
          writeParam(json, error);
          json.writeNumberField("sequence_number", sequenceNumber);
        });
  }

  /** The error chunk of chat completions. */
  public static byte[] chat(ProxyError error) {
    return event(
        "",
        json -> {
          json.writeObjectFieldStart("error");
          json.writeStringField("message", error.message());
          json.writeStringField("type", error.type());
          writeParam(json, error);
          json.writeStringField("code", error.code());
          json.writeEndObject();
        });
  }

  private static void writeParam(JsonGenerator json, ProxyError error) throws IOException {
    // A null string is written as null.
    json.writeFieldName("param");
    json.writeString(error.param());
  }

  @FunctionalInterface
  private interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  private static byte[] event(String eventLine, Members members) {
    var out = new ByteArrayOutputStream(256);
    out.writeBytes((eventLine + "data: ").getBytes(UTF_8));
    try (JsonGenerator json = FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed.", e);
    }
    out.writeBytes("\n\n".getBytes(UTF_8));
    return out.toByteArray();
  }
}
