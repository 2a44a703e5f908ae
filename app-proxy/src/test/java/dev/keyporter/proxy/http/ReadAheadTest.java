package dev.keyporter.proxy.http;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.ServerConnectionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadAheadTest {
  @Test
  void anErrorWhileItReadsAheadEndsTheConnectionAndHoldsNobody() throws Exception {
    var connection = new ReadAhead(failing());
    var gone = new CountDownLatch(1);
    connection.watch(gone::countDown);

    connection.look(0);

    assertTrue(gone.await(20, TimeUnit.SECONDS));
    DataReader reader = connection.reader();
    assertThrows(ServerConnectionException.class, reader::ensureAvailable);
  }

  /** The constructor is the only way to a reader of one's own; Helidon means to seal it. */
  @SuppressWarnings("removal")
  private static DataReader failing() {
    return new DataReader(
        () -> {
          throw new OutOfMemoryError("Java heap space");
        });
  }
}
