package dev.keyporter.db.setting;

import static dev.keyporter.db.generated.Tables.PRICE_OVERRIDE;

import dev.keyporter.db.account.AdminLog;
import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.db.engine.Transactions;
import dev.keyporter.db.engine.UtcTime;
import dev.keyporter.model.cost.PriceEntry;
import dev.keyporter.model.cost.PriceTable;
import dev.keyporter.model.cost.Rates;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * The prices in force: those that come with the program, under those of the user's own. What is on
 * record keeps the rates it was priced with.
 */
public final class Prices {
  /** Stands in the column for a price that always was. */
  private static final Instant ALWAYS = Instant.EPOCH;

  /** A price has no id of its own in the log of changes. */
  private static final UUID NO_ID = new UUID(0, 0);

  private final Transactions transactions;
  private final AdminLog log;
  private final Clock clock;

  // Replaced, never cleared: what was read before a change then lands where nobody looks any more.
  private volatile Loaded loaded = new Loaded(null);

  private static final class Loaded {
    final @Nullable PriceTable before;

    /** Null until they are asked for: most commands have nothing to price. */
    volatile @Nullable PriceTable now;

    Loaded(@Nullable PriceTable before) {
      this.before = before;
    }

    @Nullable PriceTable last() {
      PriceTable read = now;
      return read == null ? before : read;
    }
  }

  public Prices(Transactions transactions, AdminLog log, Clock clock) {
    this.transactions = transactions;
    this.log = log;
    this.clock = clock;
  }

  /** The prices in force, from memory mostly; while the database is gone those of before. */
  public PriceTable table() {
    Loaded current = loaded;
    PriceTable now = current.now;
    if (now != null) {
      return now;
    }
    try {
      PriceTable read = PriceTable.bundled().withOverrides(overrides());
      current.now = read;
      return read;
    } catch (DatabaseException _) {
      PriceTable before = current.before;
      return before == null ? PriceTable.bundled() : before;
    }
  }

  /** To be called when something was changed. */
  public void forget() {
    loaded = new Loaded(loaded.last());
  }

  /** Those of the user's own, by model, tier and date. */
  public List<PriceEntry> overrides() {
    return transactions.read(
        sql ->
            sql.selectFrom(PRICE_OVERRIDE)
                .orderBy(PRICE_OVERRIDE.MODEL, PRICE_OVERRIDE.TIER, PRICE_OVERRIDE.EFFECTIVE_FROM)
                .fetch(Prices::entry));
  }

  /**
   * Sets a price of the user's own, in place of one for the same model, tier and date.
   *
   * @param from null for a price that always was
   * @param rates their source is made here
   */
  public void set(String model, String tier, @Nullable Instant from, Rates rates) {
    Instant since = from == null ? ALWAYS : from;
    log.write(
        change -> {
          var sql = change.sql();
          sql.deleteFrom(PRICE_OVERRIDE).where(same(model, tier, since)).execute();
          sql.insertInto(PRICE_OVERRIDE)
              .set(PRICE_OVERRIDE.MODEL, model)
              .set(PRICE_OVERRIDE.TIER, PriceEntry.tierOf(tier))
              .set(PRICE_OVERRIDE.EFFECTIVE_FROM, UtcTime.column(since))
              .set(PRICE_OVERRIDE.RATE_INPUT, rates.input())
              .set(PRICE_OVERRIDE.RATE_CACHED_INPUT, rates.cachedInput())
              .set(PRICE_OVERRIDE.RATE_CACHE_WRITE, rates.cacheWrite())
              .set(PRICE_OVERRIDE.RATE_OUTPUT, rates.output())
              .set(PRICE_OVERRIDE.CREATED_AT, UtcTime.column(UtcTime.now(clock)))
              .execute();
          change.log(
              "price.set", NO_ID, model, null, rates.input() + " in, " + rates.output() + " out");
          return model;
        });
  }

  /** Removes a price of the user's own; false where there was none. */
  public boolean remove(String model, String tier, @Nullable Instant from) {
    return log.write(
        change -> {
          int removed =
              change
                  .sql()
                  .deleteFrom(PRICE_OVERRIDE)
                  .where(same(model, tier, from == null ? ALWAYS : from))
                  .execute();
          if (removed > 0) {
            change.log("price.remove", NO_ID, model, null, null);
          }
          return removed > 0;
        });
  }

  private static Condition same(String model, String tier, Instant since) {
    return PRICE_OVERRIDE
        .MODEL
        .eq(model)
        .and(PRICE_OVERRIDE.TIER.eq(PriceEntry.tierOf(tier)))
        .and(PRICE_OVERRIDE.EFFECTIVE_FROM.eq(UtcTime.column(since)));
  }

  private static PriceEntry entry(Record row) {
    Instant since = UtcTime.instant(row.get(PRICE_OVERRIDE.EFFECTIVE_FROM));
    LocalDate made =
        UtcTime.instant(row.get(PRICE_OVERRIDE.CREATED_AT)).atZone(ZoneOffset.UTC).toLocalDate();
    var rates =
        new Rates(
            row.get(PRICE_OVERRIDE.RATE_INPUT).stripTrailingZeros(),
            row.get(PRICE_OVERRIDE.RATE_CACHED_INPUT).stripTrailingZeros(),
            row.get(PRICE_OVERRIDE.RATE_CACHE_WRITE).stripTrailingZeros(),
            row.get(PRICE_OVERRIDE.RATE_OUTPUT).stripTrailingZeros(),
            "own price, set on " + made);
    return new PriceEntry(
        row.get(PRICE_OVERRIDE.MODEL),
        row.get(PRICE_OVERRIDE.TIER),
        0,
        since.equals(ALWAYS) ? Instant.MIN : since,
        rates);
  }
}
