package dev.keyporter.proxy.upstream;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks up host names. The system's look-up can neither be ended nor given a time, so it runs on a
 * thread of its own, and is left alone when it takes too long.
 */
final class Names {
  private Names() {}

  static List<InetAddress> resolve(String host, Deadline deadline, Cancellation cancellation)
      throws IOException {
    CompletableFuture<List<InetAddress>> found = new CompletableFuture<>();
    if (!cancellation.onCancel(() -> found.cancel(false))) {
      throw new IOException("Cancelled.");
    }
    Thread.ofVirtual().name("look-up").start(() -> lookUp(host, found));
    try {
      return found.get(deadline.leftMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | CancellationException e) {
      throw new IOException("No address of " + host + " is known.", e);
    } catch (TimeoutException e) {
      SocketTimeoutException late = new SocketTimeoutException("The look-up took too long.");
      late.initCause(e);
      throw late;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted.", e);
    }
  }

  private static void lookUp(String host, CompletableFuture<List<InetAddress>> found) {
    try {
      found.complete(List.of(InetAddress.getAllByName(host)));
    } catch (Throwable e) { // Who waits must learn of it, whatever it was.
      found.completeExceptionally(e);
    }
  }
}
