package dev.keyporter.proxy.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.proxy.export.Json;
import dev.keyporter.proxy.transcript.Body;
import java.util.Map;
import java.util.stream.Collectors;

/** All that was recorded of one request. */
final class RequestDetail {
  private static final int LABEL_WIDTH = 20;

  private RequestDetail() {}

  /** Adds headers and bodies, these without their content codings, where they are known. */
  static void add(ObjectNode json, Exchange exchange) {
    json.put("request_headers", exchange.requestHeaders())
        .put("request_body", new String(Body.ofRequest(exchange).bytes(), UTF_8))
        .put("response_headers", exchange.responseHeaders())
        .put("response_body", new String(Body.ofResponse(exchange).bytes(), UTF_8));
  }

  /** For people: one property a line, long texts below their name. */
  static String words(ObjectNode json) {
    return json.propertyStream()
        .filter(property -> !property.getValue().isNull())
        .filter(property -> !(property.getValue().isArray() && property.getValue().isEmpty()))
        .map(RequestDetail::words)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static String words(Map.Entry<String, JsonNode> property) {
    String label = property.getKey().replace('_', ' ');
    String text = Json.text(property.getValue());
    boolean isLong = text.length() > 200 || text.contains("\n");
    return isLong
        ? System.lineSeparator() + label + ":" + System.lineSeparator() + visible(text)
        : label + " ".repeat(Math.max(1, LABEL_WIDTH - label.length())) + visible(text);
  }

  /** What came from outside must not command the terminal. */
  private static String visible(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "");
  }
}
