package dev.keyporter.proxy.http;

import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.proxy.access.CallerHeaders;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The headers that are this proxy's own, in requests and answers. */
public final class OwnHeaders {
  private static final HeaderName USER_ID = HeaderNames.create("X-User-ID");
  private static final HeaderName SESSION_ID = HeaderNames.create("X-Session-ID");
  private static final HeaderName REQUEST_ID = HeaderNames.create("X-Request-ID");

  private OwnHeaders() {}

  /** What a request on a route of our own says about its sender. */
  public static CallerHeaders of(ServerRequest request) {
    return of(HttpMessages.values(request, HeaderNames.AUTHORIZATION), request);
  }

  /**
   * What a request says about its sender.
   *
   * @param authorization where its protocol has its token, as it would stand in {@code
   *     Authorization}
   */
  public static CallerHeaders of(List<String> authorization, ServerRequest request) {
    return new CallerHeaders(
        HttpMessages.pathAndQuery(request, ""),
        authorization,
        HttpMessages.values(request, USER_ID),
        HttpMessages.values(request, SESSION_ID));
  }

  /** Tells the client its request's id. */
  public static void requestId(ServerResponse response, RequestId id) {
    response.header(REQUEST_ID, id.toString());
  }

  /** The request's id as the client is told; null where there is none. */
  static @Nullable String requestId(ServerResponse response) {
    return response.headers().contains(REQUEST_ID)
        ? response.headers().get(REQUEST_ID).get()
        : null;
  }

  /** Tells the client its session. */
  public static void session(ServerResponse response, String session) {
    response.header(SESSION_ID, session);
  }
}
