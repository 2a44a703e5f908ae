package dev.keyporter.proxy.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ServerConnectionException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A connection's bytes on their way to Helidon. While nobody watches, they are read where they are
 * needed, as ever. While a handler waits for long, a thread reads ahead, so that the end of the
 * connection is seen when it comes; what it reads meanwhile is kept for the next request.
 *
 * <p>A thread that reads is never interrupted, since that would close the channel: when the watch
 * ends it stays, and what it reads next, it leaves here.
 */
final class ReadAhead {
  /** A client that sends more than this while it waits is not watched any further. */
  static final int MAX_BYTES = 64 * 1024;

  private final DataReader socket;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Deque<byte[]> ahead = new ArrayDeque<>();
  private int aheadBytes;
  private long watchedSince;
  private boolean isReading;
  private boolean isEnded;
  private boolean isCut;
  private @Nullable RuntimeException failure;
  private @Nullable Runnable onGone;

  ReadAhead(DataReader socket) {
    this.socket = socket;
  }

  /** The reader for Helidon. Header values come as ISO 8859-1, not as ASCII with losses. */
  DataReader reader() {
    return new OctetReader(this);
  }

  /**
   * The next bytes. Helidon asks only for what it needs, so a connection that ends here ends in the
   * middle of a request, or between two: nobody is left to be told, and nothing of the server's is
   * at fault.
   */
  private byte[] needed() {
    try {
      byte @Nullable [] bytes = next();
      if (bytes != null) {
        return bytes;
      }
    } catch (UncheckedIOException e) {
      if (isTimeout(e)) {
        throw e;
      }
    }
    throw new CloseConnectionException("The client has left.");
  }

  /** The next bytes, or null at the end of the connection; called by the connection's thread. */
  private byte @Nullable [] next() {
    lock.lock();
    try {
      while (true) {
        byte[] bytes = ahead.poll();
        if (bytes != null) {
          aheadBytes -= bytes.length;
          return bytes;
        }
        if (failure != null) {
          throw failure;
        }
        if (isEnded) {
          return null;
        }
        if (!isReading) {
          break;
        }
        arrived.await();
      }
    } catch (InterruptedException e) {
      // So the server ends a connection that waits for its next request.
      throw new ServerConnectionException("The connection's thread was interrupted.", e);
    } finally {
      lock.unlock();
    }
    return read();
  }

  private byte @Nullable [] read() {
    try {
      socket.ensureAvailable();
      return socket.readBytes(socket.available());
    } catch (DataReader.InsufficientDataAvailableException e) {
      return null;
    }
  }

  /**
   * From now on {@code action} runs, once, when the connection ends, at once if it is known to have
   * ended or is cut. What ends without being read shows only after {@link #look}.
   */
  void watch(Runnable action) {
    boolean isGone;
    lock.lock();
    try {
      if (onGone != null) {
        throw new IllegalStateException("The connection is watched already.");
      }
      isGone = isCut || isEnded || failure != null;
      if (!isGone) {
        onGone = action;
        watchedSince = System.nanoTime();
      }
    } finally {
      lock.unlock();
    }
    if (isGone) {
      action.run();
    }
  }

  /** Reads ahead from now on where a watch has lasted that long, in nanoseconds. */
  void look(long patience) {
    lock.lock();
    try {
      if (onGone != null
          && !isReading
          && aheadBytes < MAX_BYTES
          && System.nanoTime() - watchedSince >= patience) {
        Thread.ofVirtual().name("client watch").start(this::readAhead);
        isReading = true;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends the watch. When this returns, the action has not begun and will not, or has begun. */
  void unwatch() {
    lock.lock();
    try {
      onGone = null;
    } finally {
      lock.unlock();
    }
  }

  /** Tells who watches, now or later, as if the client had gone; the connection itself stays. */
  void cut() {
    lock.lock();
    try {
      isCut = true;
    } finally {
      lock.unlock();
    }
    run(takeAction());
  }

  boolean isCut() {
    lock.lock();
    try {
      return isCut;
    } finally {
      lock.unlock();
    }
  }

  /** Whatever happens to it, the connection's thread must not wait for it for ever. */
  private void readAhead() {
    try {
      readWhileWatched();
    } catch (Throwable lost) {
      endReading(new ServerConnectionException("Reading ahead failed.", lost));
    }
  }

  private void endReading(RuntimeException cause) {
    lock.lock();
    try {
      failure = cause;
      isEnded = true;
      isReading = false;
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
    run(takeAction());
  }

  private void readWhileWatched() {
    boolean goesOn = true;
    while (goesOn) {
      byte @Nullable [] bytes = null;
      RuntimeException broken = null;
      try {
        bytes = read();
      } catch (RuntimeException e) {
        broken = e;
      }
      goesOn = keep(bytes, broken);
    }
  }

  /**
   * Keeps what the thread that reads ahead has read.
   *
   * @return whether to read on
   */
  private boolean keep(byte @Nullable [] bytes, @Nullable RuntimeException broken) {
    lock.lock();
    try {
      boolean isAlive = bytes != null || isTimeout(broken);
      if (bytes != null) {
        ahead.add(bytes);
        aheadBytes += bytes.length;
      } else if (!isAlive) {
        failure = broken;
        isEnded = true;
      }
      if (isAlive && onGone != null && aheadBytes < MAX_BYTES) {
        arrived.signalAll();
        return true;
      }
      isReading = false;
      arrived.signalAll();
      if (isAlive) {
        return false;
      }
    } finally {
      lock.unlock();
    }
    run(takeAction());
    return false;
  }

  private @Nullable Runnable takeAction() {
    lock.lock();
    try {
      Runnable action = onGone;
      onGone = null;
      return action;
    } finally {
      lock.unlock();
    }
  }

  private static void run(@Nullable Runnable action) {
    if (action != null) {
      action.run();
    }
  }

  /** A read timeout says nothing about the client. */
  private static boolean isTimeout(@Nullable Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketTimeoutException) {
        return true;
      }
    }
    return false;
  }

  /** The constructor is the only way to a reader of one's own; Helidon means to seal it. */
  @SuppressWarnings("removal")
  private static final class OctetReader extends DataReader {
    OctetReader(ReadAhead source) {
      super(source::needed);
    }

    @Override
    public io.helidon.common.buffers.LazyString readLazyString(Charset charset, int length) {
      return super.readLazyString(StandardCharsets.ISO_8859_1, length);
    }
  }
}
