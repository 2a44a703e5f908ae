package dev.keyporter.proxy.http;

import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.db.secret.UnsealException;
import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.error.ProxyException;
import dev.keyporter.proxy.protocol.Protocol;
import dev.keyporter.proxy.protocol.registry.Protocols;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;

/** The one place where errors become answers: status, headers and the JSON of their protocol. */
public final class ErrorResponder {
  /** What the official SDKs go by before the status. */
  private static final HeaderName SHOULD_RETRY = HeaderNames.create("X-Should-Retry");

  /** What they go by before {@code Retry-After}. */
  private static final HeaderName RETRY_AFTER_MILLIS = HeaderNames.create("retry-after-ms");

  private static final Logger LOG = System.getLogger(ErrorResponder.class.getName());

  private final Consumer<RefusedRequest> refused;

  /**
   * @param refused is told each error whose request has no row, before the client is; must be quick
   */
  public ErrorResponder(Consumer<RefusedRequest> refused) {
    this.refused = refused;
  }

  /** Answers whatever leaves a handler or a filter before its answer began. */
  public void install(HttpRouting.Builder routing) {
    routing.error(ProxyException.class, this::answerKnown);
    routing.error(
        HttpException.class, (req, res, e) -> refuse(req, res, HttpErrors.of(e.status())));
    routing.error(DatabaseException.class, this::answerWithoutDatabase);
    routing.error(UnsealException.class, this::answerWithoutMasterKey);
    routing.error(Throwable.class, this::answerUnexpected);
  }

  /**
   * A handler that never leaves an exception to Helidon once its answer has begun: Helidon would
   * log it with its message. The answer is aborted instead.
   */
  public static Handler guarding(Handler handler) {
    return (request, response) -> {
      try {
        handler.handle(request, response);
      } catch (CloseConnectionException e) {
        throw e;
      } catch (Exception | Error e) {
        if (!response.isSent() && response.bytesWritten() == 0) {
          throw e;
        }
        log(e);
        throw new AbortedAnswer();
      }
    };
  }

  private void answerKnown(ServerRequest request, ServerResponse response, ProxyException thrown) {
    if (thrown.getCause() != null) {
      log(thrown.getCause());
    }
    if (thrown.isOnRecord()) {
      answer(request, response, thrown.error());
    } else {
      refuse(request, response, thrown.error());
    }
  }

  /** Answers an error of a request that has no row, so that it is counted. */
  void refuse(ServerRequest request, ServerResponse response, ProxyError error) {
    refused.accept(RefusedRequest.of(request, error));
    answer(request, response, error);
  }

  private static void answer(ServerRequest request, ServerResponse response, ProxyError error) {
    response.status(Status.create(error.status()));
    response.header(HeaderValues.CONTENT_TYPE_JSON);
    if (error.status() == 401) {
      response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
    }
    if (!error.mayBeRepeated()) {
      response.header(SHOULD_RETRY, "false");
    }
    if (error.retryAfterSeconds() > 0) {
      response.header(HeaderValues.create(HeaderNames.RETRY_AFTER, error.retryAfterSeconds()));
    }
    if (error.retryAfterMillis() > 0) {
      response.header(HeaderValues.create(RETRY_AFTER_MILLIS, error.retryAfterMillis()));
    }
    if (request.headers().containsToken(HeaderValues.EXPECT_100) && !request.content().consumed()) {
      // Nobody knows whether the body will still come, so nothing can follow on this connection.
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
    Protocol protocol = Protocols.at(request.prologue().uriPath().rawPath());
    String id = OwnHeaders.requestId(response);
    if (id != null) {
      response.header(HeaderNames.create(protocol.requestIdHeader()), id);
    }
    response.send(protocol.errorBody(error, id));
  }

  private void answerWithoutDatabase(
      ServerRequest request, ServerResponse response, DatabaseException thrown) {
    LOG.log(Level.WARNING, "A request was refused. " + thrown.getMessage());
    refuse(request, response, new ProxyError.RecordUnavailable());
  }

  private void answerWithoutMasterKey(
      ServerRequest request, ServerResponse response, UnsealException thrown) {
    LOG.log(Level.WARNING, "A request was refused. " + thrown.getMessage());
    refuse(request, response, new ProxyError.SecretsUnreadable());
  }

  private void answerUnexpected(ServerRequest request, ServerResponse response, Throwable thrown) {
    log(thrown);
    refuse(request, response, new ProxyError.Internal());
  }

  /** Class and place only: messages of others may hold what no log should. */
  private static void log(Throwable thrown) {
    StringBuilder trace = new StringBuilder("A request failed unexpectedly:");
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      trace.append("\n  ").append(cause.getClass().getName());
      StackTraceElement[] elements = cause.getStackTrace();
      for (int i = 0; i < Math.min(elements.length, 12); i++) {
        trace.append("\n    at ").append(elements[i]);
      }
    }
    LOG.log(Level.ERROR, trace.toString());
  }

  /** For what Helidon answers itself, before or beside the routes. */
  public DirectHandlers directHandlers() {
    DirectHandlers.Builder builder = DirectHandlers.builder();
    DirectHandler direct = new Direct(refused);
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      builder.addHandler(type, direct);
    }
    return builder.build();
  }

  private record Direct(Consumer<RefusedRequest> refused) implements DirectHandler {
    @Override
    public TransportResponse handle(
        TransportRequest request,
        EventType eventType,
        Status defaultStatus,
        ServerResponseHeaders responseHeaders,
        String message) {
      boolean isClientsFault = eventType == EventType.INTERNAL_ERROR && Turns.isReadingHead();
      ProxyError error = HttpErrors.of(isClientsFault ? Status.BAD_REQUEST_400 : defaultStatus);
      refused.accept(RefusedRequest.of(request, error));
      return TransportResponse.builder()
          .status(Status.create(error.status()))
          .headers(responseHeaders)
          .header(HeaderValues.CONTENT_TYPE_JSON)
          .keepAlive(eventType.keepAlive())
          .entity(Protocols.at(request.path()).errorBody(error, null))
          .build();
    }
  }
}
