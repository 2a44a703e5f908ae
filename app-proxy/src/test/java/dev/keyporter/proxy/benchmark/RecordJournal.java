package dev.keyporter.proxy.benchmark;

import dev.keyporter.db.traffic.RecordEntry;
import dev.keyporter.db.traffic.RequestLog;
import dev.keyporter.db.traffic.StoredExchange;
import dev.keyporter.model.traffic.Exchange;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;

/**
 * The other way to a durable record, as small as it can be: each entry is appended to a file, with
 * its length and a checksum, before its caller goes on, and a thread behind writes entries into the
 * database in batches. What a crash would leave in the file is not read back here: the measurement
 * is of the way there.
 */
final class RecordJournal implements AutoCloseable {
  private static final int BATCH = 1000;

  /** What the database may lag behind before callers wait for it, in entries. */
  private static final int LAG = 20_000;

  private final FileChannel file;
  private final boolean sync;
  private final LinkedBlockingQueue<RecordEntry> behind = new LinkedBlockingQueue<>(LAG);
  private final Thread replayer;
  private volatile boolean closing;
  private int deepest;

  RecordJournal(Path path, RequestLog log, boolean sync) throws IOException {
    this.file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    this.sync = sync;
    this.replayer = Thread.ofPlatform().name("replay").start(() -> replay(log));
  }

  void append(RecordEntry entry) {
    byte[] bytes = encode(entry);
    try {
      synchronized (file) {
        file.write(ByteBuffer.wrap(bytes));
        if (sync) {
          file.force(false);
        }
      }
      behind.put(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The most entries the database was behind. */
  int deepest() {
    return deepest;
  }

  private void replay(RequestLog log) {
    var batch = new ArrayList<RecordEntry>();
    try {
      while (!closing || !behind.isEmpty()) {
        RecordEntry first = behind.poll(10, TimeUnit.MILLISECONDS);
        if (first != null) {
          deepest = Math.max(deepest, behind.size());
          batch.add(first);
          behind.drainTo(batch, BATCH - 1);
          log.write(batch);
          batch.clear();
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Everything a real one would have to keep. */
  private static byte[] encode(RecordEntry entry) {
    var bytes = new ByteArrayOutputStream(8192);
    var out = new DataOutputStream(bytes);
    try {
      out.writeInt(0);
      out.writeInt(0);
      switch (entry) {
        case RecordEntry.Begun(var start) -> out.writeUTF(start.toString());
        case RecordEntry.Ended(var start, var end, var exchange, _, _) -> {
          out.writeUTF(start.toString());
          out.writeUTF(end.toString());
          if (exchange != null) {
            write(out, exchange);
          }
        }
        case RecordEntry.Whole _,
            RecordEntry.Referenced _,
            RecordEntry.TokenUsed _,
            RecordEntry.OldestOpen _ ->
            throw new IllegalArgumentException("Not measured.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] record = bytes.toByteArray();
    var crc = new CRC32C();
    crc.update(record, 8, record.length - 8);
    ByteBuffer.wrap(record).putInt(record.length - 8).putInt((int) crc.getValue());
    return record;
  }

  private static void write(DataOutputStream out, StoredExchange stored) throws IOException {
    Exchange exchange = stored.exchange();
    out.write(stored.requestBody());
    out.write(stored.responseBody());
    for (String text :
        List.of(
            exchange.requestHeaders(),
            exchange.responseHeaders(),
            String.valueOf(exchange.promptText()),
            String.valueOf(exchange.answerText()))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Waits until the database has everything. */
  @Override
  public void close() throws IOException {
    closing = true;
    try {
      replayer.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    file.close();
  }
}
