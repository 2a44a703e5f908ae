package dev.keyporter.proxy.recording;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connections to a real database that fails, hangs or forgets to answer when told to. */
final class UnreliableSource implements DataSource {
  private final DataSource real;
  private static final String NOTHING = "nothing contains this";

  private volatile Supplier<Error> error = Error::new;
  private volatile String errorOn = NOTHING;
  private volatile boolean full;
  private volatile boolean loseNextAnswer;
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile boolean waiting;

  UnreliableSource(DataSource real) {
    this.real = real;
  }

  /** From now on nothing can be written: there is no room. */
  void fillDisk() {
    full = true;
  }

  void freeDisk() {
    full = false;
  }

  /** From now on whoever asks for a connection waits. */
  void hang() {
    waiting = false;
    gate = new CountDownLatch(1);
  }

  /** Whether anybody has come since it hangs. */
  boolean isWaitedFor() {
    return waiting;
  }

  void goOn() {
    gate.countDown();
  }

  /** The next commit succeeds, and the connection breaks before it says so. */
  void loseNextAnswer() {
    loseNextAnswer = true;
  }

  /** From now on every statement that contains these words ends in an error of Java's. */
  void failOn(String words, Supplier<Error> made) {
    error = made;
    errorOn = words;
  }

  void failNoMore() {
    errorOn = NOTHING;
  }

  @Override
  public Connection getConnection() throws SQLException {
    waiting = gate.getCount() > 0;
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new SQLException("interrupted", e);
    }
    if (full) {
      throw new SQLException("no room", "53100");
    }
    Connection connection = real.getConnection();
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              try {
                if (method.getName().equals("prepareStatement")
                    && String.valueOf(arguments[0]).contains(errorOn)) {
                  throw error.get();
                }
                Object result = method.invoke(connection, arguments);
                if (method.getName().equals("commit") && loseNextAnswer) {
                  loseNextAnswer = false;
                  throw new SQLException("broken", "08006");
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
