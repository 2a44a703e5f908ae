package dev.keyporter.db.journal;

import static dev.keyporter.db.traffic.RecordSamples.ALICE;
import static dev.keyporter.db.traffic.RecordSamples.NOON;
import static dev.keyporter.db.traffic.RecordSamples.TOKEN;
import static dev.keyporter.db.traffic.RecordSamples.end;
import static dev.keyporter.db.traffic.RecordSamples.endWithoutUsage;
import static dev.keyporter.db.traffic.RecordSamples.exchange;
import static dev.keyporter.db.traffic.RecordSamples.id;
import static dev.keyporter.db.traffic.RecordSamples.reference;
import static dev.keyporter.db.traffic.RecordSamples.start;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.db.engine.DataDirectory;
import dev.keyporter.db.traffic.RecordEntry;
import dev.keyporter.db.traffic.StoredExchange;
import dev.keyporter.model.traffic.RequestStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {
  private static final UUID INSTANCE = new UUID(1, 2);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir Path folder;
  private Journal journal;

  @BeforeEach
  void open() {
    journal = new Journal(DataDirectory.open(folder), INSTANCE);
  }

  @AfterEach
  void close() {
    journal.close();
  }

  @Test
  void readsBackEveryKindOfEntry() {
    List<RecordEntry> entries = everyKind();

    byte[] bytes = EntryCodec.encode(entries);
    List<RecordEntry> read = EntryCodec.decode(ByteBuffer.wrap(bytes), JournalFile.VERSION);

    assertEquals(entries.getFirst(), read.getFirst());
    assertTrue(
        read.get(1) instanceof RecordEntry.Ended(_, _, StoredExchange said, _, _)
            && said.cut() != null);
    assertEquals(entries.subList(3, entries.size()), read.subList(3, read.size()));
    // Bodies are arrays, which are equal only to themselves.
    assertArrayEquals(bytes, EntryCodec.encode(read));
  }

  private static List<RecordEntry> everyKind() {
    return List.of(
        new RecordEntry.Begun(start(1)),
        new RecordEntry.Ended(
            start(1),
            end(1),
            StoredExchange.of(exchange(1, "\u0000\ud83c\udf0d", "x".repeat(10_000))),
            List.of(reference(1, "resp_1", null), reference(1, "conv_1", ALICE))),
        new RecordEntry.Whole(start(2), end(2), StoredExchange.of(exchange(2, "", ""))),
        new RecordEntry.Whole(
            start(3, null, "gpt-5"), endWithoutUsage(3, RequestStatus.FAILED), null),
        new RecordEntry.Referenced(reference(4, "resp_4", ALICE)),
        new RecordEntry.TokenUsed(TOKEN, null, NOON),
        new RecordEntry.TokenUsed(TOKEN, ALICE, NOON),
        new RecordEntry.OldestOpen(id(5)));
  }

  @Test
  void whatIsAppendedIsInTheFileAtOnce() throws IOException {
    journal.append(begun(1));
    journal.append(begun(2));

    assertEquals(List.of(begun(1), begun(2)), read(onlyFile()));
  }

  @Test
  void aRecordThatWasNotWrittenWholeEndsTheFile() throws IOException {
    journal.append(begun(1));
    long whole = Files.size(onlyFile());
    journal.append(begun(2));
    byte[] bytes = Files.readAllBytes(onlyFile());
    Path torn = folder.resolve("torn");

    for (int length = 0; length < bytes.length; length++) {
      Files.write(torn, Arrays.copyOf(bytes, length));
      assertEquals(length < whole ? List.of() : List.of(begun(1)), read(torn), length + " bytes");
    }
  }

  @Test
  void aChangedByteEndsTheFile() throws IOException {
    journal.append(begun(1));
    int whole = Math.toIntExact(Files.size(onlyFile()));
    journal.append(begun(2));
    byte[] bytes = Files.readAllBytes(onlyFile());
    Path damaged = folder.resolve("damaged");

    for (int at = whole; at < bytes.length; at++) {
      bytes[at] ^= 0x40;
      Files.write(damaged, bytes);
      assertEquals(List.of(begun(1)), read(damaged), "byte " + at);
      bytes[at] ^= 0x40;
    }
  }

  @Test
  void aFileOfANewerFormatIsNotRead() throws IOException {
    journal.append(begun(1));
    byte[] bytes = Files.readAllBytes(onlyFile());
    ByteBuffer.wrap(bytes).putInt(Integer.BYTES, JournalFile.VERSION + 1);
    Path newer = Files.write(folder.resolve("newer"), bytes);

    assertThrows(JournalFile.NewerJournalException.class, () -> read(newer));
  }

  @Test
  void aFileGoesOnceAllItHoldsIsInTheDatabase() throws IOException {
    Segment segment = journal.append(List.of(begun(1).getFirst(), begun(2).getFirst()));

    segment.folded();
    journal.discardFolded();
    assertFalse(journal.isFolded());
    assertEquals(1, files().size());

    segment.folded();
    journal.discardFolded();
    assertTrue(journal.isFolded());
    assertEquals(List.of(), files());
  }

  @Test
  void aLaterFileStaysUntilEveryEarlierOneIsFolded() throws IOException {
    Segment first = journal.append(begun(1));
    journal.turn();
    Segment second = journal.append(begun(2));

    second.folded();
    journal.discardFolded();
    assertEquals(2, files().size());

    first.folded();
    journal.discardFolded();
    assertEquals(List.of(), files());
  }

  @Test
  void settlingWaitsForWhatWasAppendedBeforeAndForNothingElse() throws IOException {
    Segment before = journal.append(begun(1));
    journal.foldedBy(
        () -> {
          journal.append(begun(2));
          before.folded();
          journal.discardFolded();
        });

    assertTrue(journal.settle(PATIENCE));

    assertEquals(List.of(begun(2)), read(onlyFile()));
  }

  @Test
  void settlingEndsWhereNobodyFolds() {
    journal.append(begun(1));

    assertFalse(journal.settle(Duration.ofMillis(1)));
  }

  @Test
  void anotherProcessSeesWhatIsNotFoldedYet() {
    var seenByOther = new JournalFolder(DataDirectory.open(folder));
    Segment segment = journal.append(begun(1));

    assertFalse(seenByOther.awaitFolded(Duration.ofMillis(1)));

    segment.folded();
    journal.discardFolded();
    assertTrue(seenByOther.awaitFolded(PATIENCE));
  }

  private static List<RecordEntry> begun(int count) {
    return List.of(new RecordEntry.Begun(start(count)));
  }

  private Path onlyFile() throws IOException {
    List<Path> files = files();
    assertEquals(1, files.size());
    return files.getFirst();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".journal")).toList();
    }
  }

  private static List<List<RecordEntry>> read(Path file) throws IOException {
    var records = new ArrayList<List<RecordEntry>>();
    JournalFile.read(file, records::add);
    return records;
  }
}
