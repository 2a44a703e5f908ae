package dev.keyporter.db.pack;

import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.traffic.RequestId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Adds what some requests said to their packs, in one transaction: {@link #add} for each, then
 * {@link #write}, and {@link #keep} once the transaction is known to be committed.
 */
public final class PackWriter {
  /** Shorter pieces are not compressed, in bytes. */
  private static final int SMALLEST_COMPRESSED = 128;

  private static final int RAW = 0;
  static final int COMPRESSED = 1;

  /** Who erases may hold the lock for long. */
  private static final String LOCK =
      "select revision from pack where id = ? for update skip locked";

  private static final String CHANGE = "update pack set revision = ? where id = ?";
  private static final String BEGIN =
      "insert into pack (organization_id, user_id, revision, created_at) values (?, ?, ?, ?)";
  private static final String PIECE =
      "insert into pack_piece (id, encoding, bytes) values (?, ?, ?)";
  private static final String TEXT = "insert into pack_text (id, content) values (?, ?)";
  private static final String RANGE =
      "insert into pack_range (request_id, first_id, last_id) values (?, ?, ?)";

  private final OpenPacks open;
  private final Connection connection;
  private final Map<OpenPacks.Owner, OpenPack.Draft> drafts = new HashMap<>();
  private final List<OpenPack.Draft> full = new ArrayList<>();
  private final List<NewPiece> pieces = new ArrayList<>();
  private final List<NewText> texts = new ArrayList<>();
  private final List<Range> ranges = new ArrayList<>();

  @SuppressWarnings("ArrayRecordComponent") // Handed over once and never compared.
  private record NewPiece(long id, byte[] body, int from, int to) {}

  private record NewText(long id, CutText.Part part) {}

  private record Range(long request, long first, long last) {}

  /**
   * What the row of an exchange holds instead of a body and its text.
   *
   * @param list what the body is made of
   * @param rest of the text, that is in no pack
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed over once and never compared.
  public record PackedBody(byte[] list, @Nullable String rest) {}

  /**
   * The same of both bodies.
   *
   * @param request null where the body is stored by itself
   * @param response null where the body is stored by itself
   */
  public record Packed(@Nullable PackedBody request, @Nullable PackedBody response) {}

  public PackWriter(OpenPacks open, Connection connection) {
    this.open = open;
    this.connection = connection;
  }

  /** Notes what of a request's is new. Its exchange must not be in the database yet. */
  public Packed add(
      RequestId id, OrganizationId organization, @Nullable UserId user, CutExchange cut)
      throws SQLException {
    OpenPack.Draft draft = draft(new OpenPacks.Owner(organization, user), cut);
    draft.addRequest();
    var adding = new Adding(draft);
    Cut request = cut.request();
    Cut response = cut.response();
    var packed =
        new Packed(
            request == null ? null : adding.request(request),
            response == null ? null : adding.response(response));
    ranges.addAll(adding.ranges(id));
    return packed;
  }

  private OpenPack.Draft draft(OpenPacks.Owner owner, CutExchange cut) throws SQLException {
    OpenPack.Draft draft = drafts.get(owner);
    if (draft == null) {
      OpenPack pack = open.find(owner);
      draft = pack == null ? null : take(pack);
    }
    if (draft == null || !draft.hasRoom(cut)) {
      if (draft != null) {
        full.add(draft);
      }
      draft = begin(owner);
    }
    drafts.put(owner, draft);
    return draft;
  }

  /**
   * Locks a pack until the transaction ends.
   *
   * @return null where it is not what this process left, or somebody erases some of it
   */
  private OpenPack.@Nullable Draft take(OpenPack pack) throws SQLException {
    OpenPack.Draft draft = pack.new Draft(newRevision());
    try (PreparedStatement select = connection.prepareStatement(LOCK)) {
      select.setLong(1, pack.id);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next() || row.getLong(1) != draft.revision()) {
          return null;
        }
      }
    }
    try (PreparedStatement update = connection.prepareStatement(CHANGE)) {
      update.setLong(1, draft.newRevision);
      update.setLong(2, pack.id);
      update.executeUpdate();
      return draft;
    }
  }

  private OpenPack.Draft begin(OpenPacks.Owner owner) throws SQLException {
    long revision = newRevision();
    try (PreparedStatement insert = connection.prepareStatement(BEGIN, new String[] {"id"})) {
      UserId user = owner.user();
      insert.setObject(1, owner.organization().value(), Types.OTHER);
      insert.setObject(2, user == null ? null : user.value(), Types.OTHER);
      insert.setLong(3, revision);
      insert.setObject(4, Instant.now().atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
      try (ResultSet keys = insert.getGeneratedKeys()) {
        keys.next();
        return new OpenPack(keys.getLong(1), revision).new Draft(revision);
      }
    }
  }

  /** Never one that the pack had before, not even in another backup of it. */
  private static long newRevision() {
    return ThreadLocalRandom.current().nextLong();
  }

  /** One request's. */
  private final class Adding {
    private final OpenPack.Draft draft;
    private final long pack;
    private final BitSet usedTexts = new BitSet();
    private final BitSet usedPieces = new BitSet();

    /** The last part of the prompt that is no answer. */
    private @Nullable Integer last;

    Adding(OpenPack.Draft draft) {
      this.draft = draft;
      this.pack = draft.pack().id;
    }

    PackedBody request(Cut cut) {
      var numbers = new ArrayList<Integer>();
      for (CutText.Part part : cut.text().parts()) {
        Integer number = draft.text(part.fingerprint());
        if (number == null) {
          number = draft.addPrompt(part.fingerprint(), last);
          texts.add(new NewText(PackIds.id(pack, number), part));
        }
        if (!draft.isAnswer(number)) {
          last = number;
        }
        numbers.add(number);
      }
      return packed(numbers, cut);
    }

    PackedBody response(Cut cut) {
      var numbers = new ArrayList<Integer>();
      for (CutText.Part part : cut.text().parts()) {
        Integer number = draft.text(part.fingerprint());
        if (number == null) {
          number = draft.addAnswer(part.fingerprint(), last);
          texts.add(new NewText(PackIds.id(pack, number), part));
        }
        numbers.add(number);
      }
      return packed(numbers, cut);
    }

    private PackedBody packed(List<Integer> numbers, Cut cut) {
      numbers.forEach(usedTexts::set);
      byte[] body = cut.body().bytes();
      List<PieceList.Entry> entries =
          cut.body().pieces().stream().map(piece -> entry(piece, body)).toList();
      return new PackedBody(new PieceList(numbers, entries).bytes(), cut.text().rest());
    }

    private PieceList.Entry entry(CutBody.Piece piece, byte[] body) {
      Fingerprint fingerprint = piece.fingerprint();
      return switch (piece) {
        case CutBody.Text(_, var escaping) -> {
          Integer number = draft.text(fingerprint);
          if (number == null) {
            throw new IllegalStateException("A body's text is no text of its request.");
          }
          yield new PieceList.Entry(number, escaping);
        }
        case CutBody.Raw(var from, var to, _) -> {
          Integer number = draft.piece(fingerprint);
          if (number == null) {
            number = draft.addPiece(fingerprint);
            pieces.add(new NewPiece(PackIds.id(pack, number), body, from, to));
          }
          usedPieces.set(number);
          yield new PieceList.Entry(number, null);
        }
      };
    }

    List<Range> ranges(RequestId id) {
      var found = new ArrayList<Range>();
      int first = usedTexts.nextSetBit(0);
      while (first >= 0) {
        int end = usedTexts.nextClearBit(first);
        found.add(range(id, first, end - 1));
        first = usedTexts.nextSetBit(end);
      }
      if (found.isEmpty()) {
        found.add(range(id, usedPieces.nextSetBit(PackIds.FIRST_PIECE), usedPieces.length() - 1));
      }
      return found;
    }

    private Range range(RequestId id, int first, int last) {
      return new Range(id.value(), PackIds.id(pack, first), PackIds.id(pack, last));
    }
  }

  /** Writes what was noted; the rows of the exchanges must be there. */
  public void write() throws SQLException {
    if (ranges.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(PIECE)) {
      for (NewPiece piece : pieces) {
        byte[] raw = Arrays.copyOfRange(piece.body(), piece.from(), piece.to());
        byte[] stored = BodyCodec.compress(raw, SMALLEST_COMPRESSED);
        insert.setLong(1, piece.id());
        insert.setInt(2, stored.length < raw.length ? COMPRESSED : RAW);
        insert.setBytes(3, stored);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    try (PreparedStatement insert = connection.prepareStatement(TEXT)) {
      for (NewText text : texts) {
        insert.setLong(1, text.id());
        insert.setString(2, text.part().content());
        insert.addBatch();
      }
      insert.executeBatch();
    }
    try (PreparedStatement insert = connection.prepareStatement(RANGE)) {
      for (Range range : ranges) {
        insert.setLong(1, range.request());
        insert.setLong(2, range.first());
        insert.setLong(3, range.last());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** What was written is in the database for certain. */
  public void keep() {
    full.forEach(OpenPack.Draft::keep);
    drafts.forEach(
        (owner, draft) -> {
          draft.keep();
          open.put(owner, draft.pack());
        });
  }
}
