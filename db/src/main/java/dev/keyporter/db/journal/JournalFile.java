package dev.keyporter.db.journal;

import dev.keyporter.db.traffic.RecordEntry;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * One file of the journal: a mark and the version of its format, then records of a length, a
 * checksum (CRC-32C) of what follows, and entries. Zeros, or a record that was not written whole,
 * end it: nobody was told that it is durable.
 */
final class JournalFile implements AutoCloseable {
  /** Of {@link EntryCodec}'s format. */
  static final int VERSION = 3;

  /** "KPJL" in ASCII. */
  private static final int MARK = 0x4b504a4c;

  private static final int HEADER_BYTES = 8;
  private static final int FRAME_BYTES = 8;

  private final RandomAccessFile file;
  private long position;

  private JournalFile(RandomAccessFile file) {
    this.file = file;
  }

  /** Makes a file that is not there yet, for its owner alone. */
  static JournalFile create(Path path) throws IOException {
    var made = new JournalFile(PrivateFile.create(path));
    try {
      made.write(ByteBuffer.allocate(HEADER_BYTES).putInt(MARK).putInt(VERSION).array());
      return made;
    } catch (IOException e) {
      made.close();
      throw e;
    }
  }

  /**
   * Appends a record: it is with the operating system when this returns. Where it fails, the next
   * record takes its place.
   */
  void append(byte[] entries) throws IOException {
    ByteBuffer record = ByteBuffer.allocate(Math.addExact(FRAME_BYTES, entries.length));
    write(record.putInt(entries.length).putInt(checksum(entries)).put(entries).array());
  }

  private void write(byte[] bytes) throws IOException {
    file.seek(position);
    file.write(bytes);
    position += bytes.length;
  }

  /**
   * Reads the records of a file in their order, up to its end or the first that is not whole.
   *
   * @throws NewerJournalException where a newer version of the program wrote it
   */
  static void read(Path file, Consumer<List<RecordEntry>> records) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
      if (!fill(channel, header) || header.getInt() != MARK) {
        return;
      }
      int version = header.getInt();
      if (version > VERSION) {
        throw new NewerJournalException();
      }
      ByteBuffer frame = ByteBuffer.allocate(FRAME_BYTES);
      while (fill(channel, frame.clear())) {
        int length = frame.getInt();
        int checksum = frame.getInt();
        if (length < 0 || length > channel.size() - channel.position()) {
          return;
        }
        ByteBuffer entries = ByteBuffer.allocate(length);
        if (!fill(channel, entries) || checksum(entries.array()) != checksum) {
          return;
        }
        records.accept(decode(entries, version));
      }
    }
  }

  private static List<RecordEntry> decode(ByteBuffer entries, int version) throws IOException {
    try {
      return EntryCodec.decode(entries, version);
    } catch (BufferUnderflowException | IllegalArgumentException | IllegalStateException e) {
      throw new IOException("A record of the journal has another format than its version.", e);
    }
  }

  /** False where the file ends before. */
  private static boolean fill(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        return false;
      }
    }
    bytes.flip();
    return true;
  }

  private static int checksum(byte[] bytes) {
    var checksum = new CRC32C();
    checksum.update(bytes);
    return (int) checksum.getValue();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** A newer version of the program wrote it. */
  static final class NewerJournalException extends IOException {
    private static final long serialVersionUID = 1L;

    NewerJournalException() {
      super("A newer version of the program wrote this journal.");
    }
  }
}
