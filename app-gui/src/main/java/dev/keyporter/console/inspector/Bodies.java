package dev.keyporter.console.inspector;

import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.proxy.transcript.Body;

/** Headers and decoded bodies of a request. Decoding takes time with their size. */
record Bodies(String requestHeaders, Body request, String responseHeaders, Body response) {
  static Bodies of(Exchange exchange) {
    return new Bodies(
        exchange.requestHeaders(),
        Body.ofRequest(exchange),
        exchange.responseHeaders(),
        Body.ofResponse(exchange));
  }
}
