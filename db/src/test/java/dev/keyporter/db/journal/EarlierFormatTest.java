package dev.keyporter.db.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.keyporter.db.traffic.RecordEntry;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStart;
import dev.keyporter.model.traffic.Route;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an older program left in its journal is folded by a newer one. */
class EarlierFormatTest {
  @ParameterizedTest
  @CsvSource({
    "CREATE_RESPONSE, responses.create, true",
    "RETRIEVE_RESPONSE, responses.retrieve, false",
    "DELETE_RESPONSE, responses.delete, false",
    "CANCEL_RESPONSE, responses.cancel, false",
    "LIST_INPUT_ITEMS, responses.input_items, false",
    "COUNT_INPUT_TOKENS, responses.input_tokens, false",
    "COMPACT_RESPONSE, responses.compact, true",
    "CREATE_CHAT_COMPLETION, chat.completions, true",
    "CREATE_EMBEDDING, embeddings, true",
    "LIST_MODELS, models.list, false",
    "RETRIEVE_MODEL, models.retrieve, false"
  })
  void readsTheRoutesOfVersionOne(String name, String label, boolean charged) {
    RecordEntry entry =
        new RecordEntry.Begun(
            new RequestStart(
                new RequestId(7),
                new OrganizationId(new UUID(1, 2)),
                null,
                null,
                null,
                null,
                new Route(label, charged),
                "gpt-5",
                true,
                Instant.ofEpochSecond(1),
                12));
    // Label, whether it is charged, and no target.
    String now = text(label) + (charged ? '\1' : '\0') + '\0';
    String written = new String(EntryCodec.encode(List.of(entry)), US_ASCII);

    String then = written.replace(now, text(name));
    assertNotEquals(written, then);

    assertEquals(List.of(entry), EntryCodec.decode(ByteBuffer.wrap(then.getBytes(US_ASCII)), 1));
  }

  /** As a journal has it: its length in four bytes first. */
  private static String text(String value) {
    return "\0\0\0" + (char) value.length() + value;
  }
}
