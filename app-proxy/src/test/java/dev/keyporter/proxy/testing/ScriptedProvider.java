package dev.keyporter.proxy.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ServerSocketFactory;

/**
 * A provider on a loopback port that plays one script per request, in the order the scripts were
 * given, and keeps every request's bytes. Requests beyond the scripts get the standing answer,
 * which is a 500 that says so unless set.
 */
public final class ScriptedProvider implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private final ServerSocket server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Script> scripts = new ConcurrentLinkedQueue<>();
  private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();
  private final BlockingQueue<ReceivedRequest> untaken = new LinkedBlockingQueue<>();
  private final List<ScriptedConnection> connections = new CopyOnWriteArrayList<>();
  private volatile Function<ReceivedRequest, Script> otherwise =
      request ->
          Script.json(
              500, "{\"error\":{\"message\":\"The test gave no script for this request.\"}}");

  private ScriptedProvider(ServerSocket server) {
    this.server = server;
  }

  /** Listens on a free port of 127.0.0.1. */
  public static ScriptedProvider start() {
    return start(ServerSocketFactory.getDefault());
  }

  /** The same, with sockets of this factory. */
  public static ScriptedProvider start(ServerSocketFactory sockets) {
    try {
      var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      var provider = new ScriptedProvider(sockets.createServerSocket(0, 512, loopback));
      provider.threads.execute(provider::accept);
      return provider;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port it listens on. */
  public int port() {
    return server.getLocalPort();
  }

  /** What a provider key's base URL would be: {@code http://127.0.0.1:PORT/v1}. */
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + port() + "/v1");
  }

  /** Appends scripts; each serves one request. */
  public ScriptedProvider answer(Script... next) {
    scripts.addAll(List.of(next));
    return this;
  }

  /** What requests get when no script is left. */
  public ScriptedProvider otherwise(Script standing) {
    return otherwise(request -> standing);
  }

  /** What requests get when no script is left, chosen by the request. */
  public ScriptedProvider otherwise(Function<ReceivedRequest, Script> chosen) {
    otherwise = chosen;
    return this;
  }

  /** The next request not taken yet; waits for it, and fails after 20 seconds. */
  public ReceivedRequest takeRequest() {
    try {
      ReceivedRequest request = untaken.poll(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
      if (request == null) {
        throw new AssertionError("No request arrived within " + DEADLINE);
      }
      return request;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting for a request", e);
    }
  }

  /** Every request so far, taken or not. */
  public List<ReceivedRequest> requests() {
    return List.copyOf(requests);
  }

  /** How many connections were ever opened. */
  public int connections() {
    return connections.size();
  }

  /** Breaks every connection and stops listening. */
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    connections.forEach(ScriptedConnection::close);
    threads.shutdownNow();
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        var connection = new ScriptedConnection(connections.size() + 1, socket);
        connections.add(connection);
        var turns = new LinkedBlockingQueue<Script>();
        threads.execute(() -> connection.readRequests(request -> receive(request, turns)));
        threads.execute(() -> serve(connection, turns));
      }
    } catch (IOException e) {
      // The provider was closed.
    }
  }

  private void receive(ReceivedRequest request, Queue<Script> turns) {
    Script script = scripts.poll();
    turns.add(script == null ? otherwise.apply(request) : script);
    requests.add(request);
    untaken.add(request);
  }

  private static void serve(ScriptedConnection connection, BlockingQueue<Script> turns) {
    try {
      while (connection.play(turns.take())) {
        // The connection stays open for the next request.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
