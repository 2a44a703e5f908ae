package dev.keyporter.proxy.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Requests, each wrong in one to three ways; the same ones for the same random numbers. */
final class MutatedRequests {
  private static final String BODY = "{\"model\":\"m\",\"input\":\"x\"}";

  private static final String[] TARGETS = {
    "/v1/models?a=[1]&b=%zz",
    "/v1/models/%",
    "/v1/models/%e4%00",
    "/v1//models",
    "/v1/%2e%2e/health",
    "/%76%31/models",
    "/v1/models#part",
    "/v1/models;a=b",
    ";/v1/models",
    "/v1;x/models",
    "/v1/models/..;/responses",
    "/v1/responses/{id}",
    "/v1/responses/resp_1?include[]=a\\b",
    "http://127.0.0.1/v1/models",
    "https://user:pass@api.openai.com:443/v1/models",
    "HTTP://[::1]:x/v1/models",
    "127.0.0.1:443",
    "[v1.a]:443",
    "*",
    "",
    "v1/models",
    "//v1/models",
    "/?" + "q=".repeat(9000),
    "/v1/\u00e4\u00f6",
    "\\v1\\models"
  };

  private static final String[] METHODS = {
    "GET",
    "HEAD",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "OPTIONS",
    "CONNECT",
    "TRACE",
    "get",
    "PRI",
    "P\"ST",
    "P{ST",
    "G(T",
    "",
    "\u00c4",
    "A".repeat(20_000)
  };

  private static final String[] VERSIONS = {
    "HTTP/1.1", "HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/1.", "http/1.1", "HTTP/1.1 ", "ICY", ""
  };

  private static final String[] LINES = {
    "X(A: 1",
    ": 1",
    "X A: 1",
    "X-A : 1",
    "X-A",
    " folded",
    "\tfolded: 1",
    "X-\u00c4: \u00f6",
    "X-A: \u0000",
    "X-A: a\rb",
    "X-A: a\nX-B: c",
    "X-A: \u007f\u0001",
    "X-Long: " + "x".repeat(70_000),
    "Host:",
    "Host: a:b:c",
    "Host: [::1",
    "Host: localhost:99999999999",
    "Host: evil.example",
    "Content-Length: -1",
    "Content-Length: +5",
    "Content-Length: 0x10",
    "Content-Length: 5, 5",
    "Content-Length: 5",
    "Content-Length: 99999999999999999999",
    "Content-Length: 9223372036854775807",
    "Content-Length: 2147483648",
    "Content-Length:",
    "Transfer-Encoding: chunked",
    "Transfer-Encoding: chunked, chunked",
    "Transfer-Encoding: gzip, chunked",
    "Transfer-Encoding: identity",
    "Transfer-Encoding: xchunked",
    "Transfer-Encoding:",
    "Content-Encoding: gzip",
    "Content-Encoding: br",
    "Content-Encoding: zstd, gzip",
    "Content-Encoding: ,,",
    "Content-Type: ;;=",
    "Content-Type: multipart/form-data",
    "Accept: ;q=",
    "Accept: */*;q=2, text/",
    "Accept-Encoding: gzip;q=abc",
    "Expect: 100-continue",
    "Expect: 200-maybe",
    "Expect:",
    "Upgrade: websocket",
    "Upgrade: h2c",
    "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA",
    "Sec-WebSocket-Key: x",
    "Connection: Upgrade",
    "Connection: close, keep-alive",
    "Connection: Authorization, X-User-ID, Host",
    "Connection: ,",
    "TE: trailers",
    "Trailer: X-A",
    "Cookie: a=b; c",
    "Cookie: ;;;=",
    "Range: bytes=5-1",
    "If-Modified-Since: yesterday",
    "Origin: null",
    "Origin: http://evil.example",
    "Access-Control-Request-Method: \"",
    "Authorization: Bearer",
    "Authorization: Bearer a.b.c",
    "Authorization: Bearer eyJhbGciOiJub25lIn0.e30.",
    "Authorization: Basic \u00ff",
    "Authorization: Bearer " + "A".repeat(9000),
    "X-User-ID: \u00ff\u00fe",
    "X-User-ID: null",
    "X-User-ID: " + "u".repeat(300),
    "X-User-ID:",
    "X-Session-ID: \u00e4",
    "X-Session-ID:",
    "X-Forwarded-For: 1.2.3.4, [",
    "X-Forwarded-Host: a:b",
    "X-Forwarded-Port: x",
    "X-Forwarded-Prefix: //",
    "Forwarded: for=\"[::\";proto=x;host=",
    "Via: ,",
    "OpenAI-Organization: \u00df",
    "Date: x",
    "Content-Disposition: x=\"",
  };

  private static final String[] CHUNKS = {
    "5\r\nhello\r\n0\r\n\r\n",
    "zz\r\n{}\r\n0\r\n\r\n",
    "-1\r\n{}\r\n0\r\n\r\n",
    "FFFFFFFFF\r\n{}\r\n0\r\n\r\n",
    "7fffffff\r\n{}",
    "2;ext=\"a\"\r\n{}\r\n0;x\r\n\r\n",
    "2\r\n{}0\r\n\r\n",
    "2\n{}\n0\n\n",
    "0\r\nX-Trailer: 1\r\n\r\n",
    "0\r\n: 1\r\n\r\n",
    "\r\n",
    "2\r\n{}\r\n",
    "19\r\n" + BODY + "\r\n0\r\nX(A: 1\r\n\r\n"
  };

  private static final String SIGNS =
      "\0\u0001\t\n\r \"#%&'()*+,-./0:;<=>?@A[\\]^`{|}~\u007f\u00ff";

  private final RandomGenerator random;
  private final List<String> originals;

  /**
   * @param token of a caller whom nothing is wrong with
   */
  MutatedRequests(RandomGenerator random, String token) {
    this.random = random;
    String caller = "Host: localhost\r\nAuthorization: Bearer " + token + "\r\nX-User-ID: u\r\n";
    String json = caller + "Content-Type: application/json\r\n";
    String length = json + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY;
    this.originals =
        List.of(
            "POST /v1/responses HTTP/1.1\r\n" + length,
            "POST /v1/chat/completions?a=b HTTP/1.1\r\nExpect: 100-continue\r\n" + length,
            "POST /v1/embeddings HTTP/1.1\r\nX-Session-ID: s\r\n" + length,
            "POST /v1/responses HTTP/1.1\r\nTransfer-Encoding: chunked\r\n"
                + json
                + "\r\n"
                + Integer.toHexString(BODY.length())
                + "\r\n"
                + BODY
                + "\r\n0\r\n\r\n",
            "GET /v1/models HTTP/1.1\r\n" + caller + "\r\n",
            "GET /v1/models/a%2Fb?x=%20 HTTP/1.1\r\nConnection: close\r\n" + caller + "\r\n",
            "GET /v1/responses/resp_1/input_items?limit=5 HTTP/1.1\r\n" + caller + "\r\n",
            "GET /v1/responses HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + caller
                + "\r\n",
            "POST /v1/responses/req_1/rate HTTP/1.1\r\n" + length,
            "DELETE /v1/responses/resp_1 HTTP/1.1\r\n" + caller + "\r\n",
            "OPTIONS /v1/responses HTTP/1.1\r\nOrigin: http://localhost\r\n"
                + "Access-Control-Request-Method: POST\r\n"
                + caller
                + "\r\n",
            "HEAD /v1/models HTTP/1.1\r\n" + caller + "\r\n",
            "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\nGET /v1/models HTTP/1.1\r\n"
                + caller
                + "\r\n",
            "GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }

  /** The next one; octets are chars. */
  String next() {
    String request = pick(originals);
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      request = mutate(request);
    }
    return request;
  }

  private String mutate(String request) {
    int end = request.indexOf("\r\n\r\n");
    List<String> lines =
        new ArrayList<>(
            Arrays.asList((end < 0 ? request : request.substring(0, end)).split("\r\n", -1)));
    String body = end < 0 ? "" : request.substring(end + 4);
    String[] first = lines.getFirst().split(" ", 3);
    int at = random.nextInt(lines.size());
    switch (random.nextInt(13)) {
      case 0 -> lines.add(random.nextInt(lines.size()) + 1, pick(LINES));
      case 1 -> lines.set(at, pick(LINES));
      case 2 -> lines.remove(at);
      case 3 -> lines.add(lines.get(at));
      case 4 -> first[0] = pick(METHODS);
      case 5 -> first[Math.min(1, first.length - 1)] = pick(TARGETS);
      case 6 -> first[first.length - 1] = pick(VERSIONS);
      case 7 -> body = pick(CHUNKS);
      case 8 -> {
        return request.substring(0, random.nextInt(request.length() + 1));
      }
      case 9 -> {
        return request.replace("\r\n", random.nextBoolean() ? "\n" : "\r");
      }
      default -> {
        return withOtherSign(request);
      }
    }
    if (!lines.isEmpty() && first.length > 0) {
      String line = String.join(" ", first);
      if (!line.equals(lines.getFirst()) && request.startsWith(lines.getFirst())) {
        lines.set(0, line);
      }
    }
    return String.join("\r\n", lines) + "\r\n\r\n" + body;
  }

  private String withOtherSign(String request) {
    byte[] octets = request.getBytes(ISO_8859_1);
    if (octets.length == 0) {
      return request;
    }
    int at = random.nextInt(octets.length);
    char sign = SIGNS.charAt(random.nextInt(SIGNS.length()));
    return request.substring(0, at) + sign + request.substring(at + random.nextInt(2));
  }

  private <T> T pick(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private String pick(String[] of) {
    return of[random.nextInt(of.length)];
  }
}
