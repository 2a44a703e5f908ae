package dev.keyporter.db.pack;

import static dev.keyporter.db.generated.Tables.EXCHANGE;
import static dev.keyporter.db.generated.Tables.PACK;
import static dev.keyporter.db.generated.Tables.PACK_PIECE;
import static dev.keyporter.db.generated.Tables.PACK_RANGE;
import static dev.keyporter.db.generated.Tables.PACK_TEXT;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.TableField;
import org.jooq.impl.DSL;

/**
 * Erases exchanges, and of their packs what no other exchange uses. A pack is locked while it is
 * looked through; its writer, which locks it too, finds its revision changed afterwards and begins
 * another one.
 */
public final class PackErasure {
  private static final int CHUNK = 1000;

  private PackErasure() {}

  /**
   * Erases those of some requests, as part of a transaction.
   *
   * @param requests a condition on a column of request ids
   * @return how many there were
   */
  public static int exchanges(DSLContext sql, Which requests) {
    SortedSet<Long> packs = packs(sql, requests);
    lock(sql, packs);
    // One that was begun while the others were waited for.
    SortedSet<Long> late = packs(sql, requests);
    late.removeAll(packs);
    lock(sql, late);
    packs.addAll(late);
    int erased = sql.deleteFrom(EXCHANGE).where(requests.in(EXCHANGE.REQUEST_ID)).execute();
    packs.forEach(pack -> tidy(sql, pack));
    return erased;
  }

  /** Which requests. */
  public interface Which {
    /** The condition on this column of request ids. */
    Condition in(TableField<?, Long> id);
  }

  /** Erases packs that no exchange uses, a few of them: a crash at the wrong moment leaves one. */
  public static int unused(DSLContext sql) {
    List<Long> packs =
        sql.select(PACK.ID)
            .from(PACK)
            .where(
                DSL.notExists(
                    DSL.selectOne()
                        .from(PACK_RANGE)
                        .where(
                            PACK_RANGE.FIRST_ID.between(
                                PACK.ID.mul(PackIds.NUMBERS),
                                PACK.ID.mul(PackIds.NUMBERS).plus(PackIds.NUMBERS - 1)))))
            .orderBy(PACK.ID)
            .limit(CHUNK)
            .fetch(PACK.ID);
    lock(sql, packs);
    packs.forEach(pack -> tidy(sql, pack));
    return packs.size();
  }

  private static SortedSet<Long> packs(DSLContext sql, Which requests) {
    var packs = new TreeSet<Long>();
    sql.select(PACK_RANGE.FIRST_ID)
        .from(PACK_RANGE)
        .where(requests.in(PACK_RANGE.REQUEST_ID))
        .forEach(row -> packs.add(PackIds.pack(row.value1())));
    return packs;
  }

  private static void lock(DSLContext sql, Collection<Long> packs) {
    if (!packs.isEmpty()) {
      sql.select(PACK.ID).from(PACK).where(PACK.ID.in(packs)).orderBy(PACK.ID).forUpdate().fetch();
    }
  }

  private static void tidy(DSLContext sql, long pack) {
    var used = new BitSet();
    var requests = new TreeSet<Long>();
    sql.select(PACK_RANGE.REQUEST_ID, PACK_RANGE.FIRST_ID, PACK_RANGE.LAST_ID)
        .from(PACK_RANGE)
        .where(of(PACK_RANGE.FIRST_ID, pack))
        .forEach(
            row -> {
              requests.add(row.value1());
              if (PackIds.number(row.value2()) < PackIds.FIRST_PIECE) {
                used.set(PackIds.number(row.value2()), PackIds.number(row.value3()) + 1);
              }
            });
    addPieces(sql, requests, used);
    int erased = erase(sql, PACK_PIECE.ID, pack, used) + erase(sql, PACK_TEXT.ID, pack, used);
    if (requests.isEmpty()) {
      sql.deleteFrom(PACK).where(PACK.ID.eq(pack)).execute();
    } else if (erased > 0) {
      sql.update(PACK)
          .set(PACK.REVISION, ThreadLocalRandom.current().nextLong())
          .where(PACK.ID.eq(pack))
          .execute();
    }
  }

  private static void addPieces(DSLContext sql, Collection<Long> requests, BitSet used) {
    if (requests.isEmpty()) {
      return;
    }
    sql.select(EXCHANGE.ENCODING, EXCHANGE.REQUEST_BODY, EXCHANGE.RESPONSE_BODY)
        .from(EXCHANGE)
        .where(EXCHANGE.REQUEST_ID.in(requests))
        .forEach(
            row -> {
              var encoding = new Encoding(row.value1());
              if (encoding.isRequestPacked()) {
                addPieces(row.value2(), used);
              }
              if (encoding.isResponsePacked()) {
                addPieces(row.value3(), used);
              }
            });
  }

  private static void addPieces(byte[] list, BitSet used) {
    PieceList.read(list).pieces().forEach(piece -> used.set(piece.number()));
  }

  private static int erase(DSLContext sql, TableField<?, Long> column, long pack, BitSet used) {
    if (used.isEmpty()) {
      return sql.deleteFrom(column.getTable()).where(of(column, pack)).execute();
    }
    List<Long> ids =
        sql.select(column).from(column.getTable()).where(of(column, pack)).fetch(column);
    List<Long> unused = ids.stream().filter(id -> !used.get(PackIds.number(id))).toList();
    for (int from = 0; from < unused.size(); from += CHUNK) {
      sql.deleteFrom(column.getTable())
          .where(column.in(unused.subList(from, Math.min(unused.size(), from + CHUNK))))
          .execute();
    }
    return unused.size();
  }

  private static Condition of(TableField<?, Long> id, long pack) {
    return id.between(PackIds.id(pack, 0), PackIds.id(pack, PackIds.NUMBERS - 1));
  }
}
