package dev.keyporter.proxy.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyporter.model.Version;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Serves this proxy's own description: {@code GET /openapi.json}, for anybody. */
public final class OpenApiDocument {
  private static final String RESOURCE = "openapi.json";
  private static final String VERSION = "@version@";

  private final byte[] json;

  public OpenApiDocument() {
    try (InputStream resource = OpenApiDocument.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException("The program was built without its " + RESOURCE);
      }
      String text = new String(resource.readAllBytes(), UTF_8);
      json = text.replace(VERSION, Version.current()).getBytes(UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Handles the route. */
  public void serve(ServerRequest request, ServerResponse response) {
    response.header(HeaderValues.CONTENT_TYPE_JSON);
    response.send(json);
  }
}
