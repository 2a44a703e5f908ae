package dev.keyporter.proxy.relay;

import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.error.ProxyException;
import dev.keyporter.proxy.upstream.UpstreamUpgrade;
import dev.keyporter.proxy.websocket.Frame;
import dev.keyporter.proxy.websocket.FrameReader;
import dev.keyporter.proxy.websocket.Handshake;
import dev.keyporter.proxy.websocket.Messages;
import dev.keyporter.proxy.websocket.WebSocketException;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket between a client and its provider: frames pass as they come, in both directions. A
 * message that asks for a response waits until it is on record, and the event that ends a response
 * until its whole record is. The connection's own thread reads the client, another the provider.
 */
final class SocketRelay implements ServerConnection {
  private static final Logger LOG = Logger.getLogger(SocketRelay.class.getName());
  private static final int CHUNK = 8 << 10;

  /** How long a client may take to answer the end of the connection. */
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final ConnectionContext context;
  private final UpstreamUpgrade provider;
  private final SocketTurns turns;
  private final FrameReader fromClient;
  private final FrameReader fromProvider;
  private final Messages asked;
  private final Messages told;
  private final CountDownLatch clientEnded = new CountDownLatch(1);
  private final Object clientLock = new Object();

  /** What the client's socket has given and nobody has taken yet. */
  private byte[] received = {};

  private int taken;
  private volatile @Nullable ProxyError end;

  /**
   * @param provider a connection that speaks WebSocket
   * @param maxBytes the longest message that is taken from either side
   */
  SocketRelay(
      ConnectionContext context, UpstreamUpgrade provider, SocketTurns turns, int maxBytes) {
    this.context = context;
    this.provider = provider;
    this.turns = turns;
    this.fromClient = new FrameReader(this::readClient, true, maxBytes);
    this.fromProvider = new FrameReader(provider::read, false, maxBytes);
    this.asked = new Messages(maxBytes);
    this.told = new Messages(maxBytes);
  }

  @Override
  public void handle(Limit limit) {
    Thread down = Thread.ofVirtual().name("websocket").start(this::relayDown);
    try {
      relayUp();
      endsWith(RelayErrors.ofCancelling());
    } catch (WebSocketException broken) {
      endsWith(RelayErrors.ofCancelling());
      tell(Frame.close(broken.status()));
    } catch (IOException | RuntimeException gone) {
      endsWith(RelayErrors.ofCancelling());
    } finally {
      clientEnded.countDown();
      provider.close();
      join(down);
      turns.breakOff(why());
    }
  }

  /** The first reason holds: what comes after it is its consequence. */
  private synchronized void endsWith(ProxyError reason) {
    if (end == null) {
      end = reason;
    }
  }

  private ProxyError why() {
    ProxyError reason = end;
    return reason == null ? RelayErrors.CLIENT_GONE : reason;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void relayUp() throws IOException {
    Frame frame;
    while ((frame = fromClient.read()) != null) {
      if (frame.isControl()) {
        up(frame);
        continue;
      }
      Optional<Messages.Message> message = asked.take(frame);
      if (message.isPresent()) {
        ask(message.get());
      }
    }
  }

  private void ask(Messages.Message message) throws IOException {
    try {
      if (message.isText()) {
        turns.begin(message.payload());
      }
    } catch (ProxyException refused) {
      tell(Frame.text(turns.errorEvent(refused.error(), message.payload())));
      return;
    }
    for (Frame frame : message.frames()) {
      up(frame);
    }
  }

  private void up(Frame frame) throws IOException {
    provider.write(frame.bytes(Handshake.mask()));
  }

  private void relayDown() {
    try {
      Frame frame;
      while ((frame = fromProvider.read()) != null) {
        if (frame.isControl()) {
          tell(frame);
          continue;
        }
        Optional<Messages.Message> message = told.take(frame);
        if (message.isPresent()) {
          pass(message.get());
        }
      }
      endsWith(RelayErrors.NO_TERMINAL_EVENT);
    } catch (IOException broken) {
      LOG.log(Level.FINE, "The provider's side of a WebSocket broke.", broken);
      endsWith(RelayErrors.NO_TERMINAL_EVENT);
    } catch (RuntimeException | Error failed) {
      // Nobody else would say so: the record could not be written, or there is no memory.
      LOG.log(Level.WARNING, "A WebSocket ends: its answers cannot be passed on.", failed);
      endsWith(RelayErrors.of(failed));
      tell(Frame.close(Frame.INTERNAL_ERROR));
    } finally {
      provider.close();
      letGo();
    }
  }

  private void pass(Messages.Message message) {
    if (message.isText()) {
      turns.take(message.payload());
    }
    message.frames().forEach(this::tell);
  }

  /** The client closes its side when it has read the provider's end; not for ever, though. */
  private void letGo() {
    try {
      if (!clientEnded.await(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
        closeClient();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Both threads talk to the client. One that has left shows where it is read. */
  private void tell(Frame frame) {
    synchronized (clientLock) {
      try {
        context.dataWriter().writeNow(BufferData.create(frame.bytes(null)));
      } catch (RuntimeException _) {
        endsWith(RelayErrors.CLIENT_GONE);
        provider.close();
      }
    }
  }

  private int readClient(byte[] target, int offset, int length) throws IOException {
    if (taken == received.length && !receive()) {
      return -1;
    }
    int count = Math.min(length, received.length - taken);
    System.arraycopy(received, taken, target, offset, count);
    taken += count;
    return count;
  }

  /** Idle connections are kept: a client may ask again after an hour. */
  private boolean receive() throws IOException {
    while (true) {
      try {
        context.dataReader().ensureAvailable();
        received =
            context.dataReader().readBytes(Math.min(CHUNK, context.dataReader().available()));
        taken = 0;
        return true;
      } catch (UncheckedIOException e) {
        if (!(e.getCause() instanceof SocketTimeoutException)) {
          throw e.getCause();
        }
      } catch (RuntimeException _) {
        return false;
      }
    }
  }

  /** A connection that waits is not idle. */
  @Override
  public Duration idleTime() {
    return Duration.ZERO;
  }

  /** The server stops: at once where nothing is being answered. */
  @Override
  public void close(boolean interrupt) {
    if (interrupt || turns.areNone()) {
      endsWith(RelayErrors.STOPPING);
      provider.close();
      closeClient();
    }
  }

  private void closeClient() {
    try {
      context.serverSocket().close();
    } catch (RuntimeException _) {
      // It is closed already.
    }
  }
}
