package dev.keyporter.proxy.demo;

import dev.keyporter.model.access.ProviderKind;
import dev.keyporter.proxy.http.WatchedConnections;
import dev.keyporter.proxy.memory.BodyMemory;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * A small provider with OpenAI's API and Anthropic's Messages, on a loopback port of its own, to
 * try everything without a real key. It asks no model: answers are made from the prompt alone,
 * every one carries the header {@code x-keyporter-demo} and, where it is an object of its own, a
 * field {@code demo} that says so. A prompt that holds {@code error:429} and the like gets that
 * error; see {@link DemoFault}.
 */
public final class DemoProvider implements AutoCloseable {
  /** Stands for the demo provider of whichever process is asked; resolves to {@link #port()}. */
  public static final String HOST = "demo.keyporter.localhost";

  /** The base URL of keys of the demo provider: the same in every process and after a restart. */
  public static final String BASE_URL = "http://" + HOST + "/v1";

  /** The base URL of its keys for one kind of API. */
  public static String baseUrl(ProviderKind provider) {
    return switch (provider) {
      case OPENAI -> BASE_URL;
      case ANTHROPIC -> "http://" + HOST + "/anthropic";
    };
  }

  /** The key it takes. No secret: it opens nothing but this provider, on loopback. */
  public static final String KEY = "sk-keyporter-demo";

  private static final Duration PACE = Duration.ofMillis(15);

  /** What the proxy takes from its own clients, and more. */
  private static final int MAX_HEADERS_BYTES = 256 * 1024;

  private final WebServer server;
  private final WatchedConnections connections;

  private DemoProvider(WebServer server, WatchedConnections connections) {
    this.server = server;
    this.connections = connections;
  }

  /**
   * Starts on a free port.
   *
   * @param storeDirectory where responses are remembered; may be shared with other processes, and
   *     is made if it does not exist
   * @param memory where what it holds of bodies is taken from
   */
  public static DemoProvider start(Path storeDirectory, BodyMemory memory, Clock clock) {
    return start(storeDirectory, memory, clock, PACE);
  }

  /**
   * Starts on a free port with another time between two words of a stream; zero for none.
   *
   * @throws IllegalStateException if it cannot listen
   */
  public static DemoProvider start(
      Path storeDirectory, BodyMemory memory, Clock clock, Duration pace) {
    var ids = new DemoIds(clock);
    var routes =
        new DemoRoutes(
            memory,
            new DemoResponses(new DemoStore(storeDirectory), ids, clock, pace),
            new DemoChat(ids, clock, pace),
            new DemoEmbeddings(),
            new DemoMessages(ids, pace),
            ids);
    var connections =
        new WatchedConnections(
            Http1Config.builder()
                .maxHeadersSize(MAX_HEADERS_BYTES)
                // It refuses every body with a Content-Encoding, without a word.
                .validateRequestHeaders(false)
                .build(),
            List.of());
    WebServer server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .shutdownHook(false)
            .connectionOptions(options -> options.tcpNoDelay(true))
            .addConnectionSelector(connections)
            // The routes undo a body's coding, those that Helidon does not know included.
            .contentEncoding(
                ContentEncodingContext.builder().contentEncodingsDiscoverServices(false).build())
            .routing(routes::routing)
            .build()
            .start();
    if (!server.isRunning()) {
      throw new IllegalStateException("The demo provider found no free port.");
    }
    return new DemoProvider(server, connections);
  }

  /** The port it listens on, at 127.0.0.1. */
  public int port() {
    return server.port();
  }

  /** Stops; streams under way are cut. */
  @Override
  public void close() {
    connections.cutAll();
    server.stop();
  }
}
