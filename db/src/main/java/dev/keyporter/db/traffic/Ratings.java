package dev.keyporter.db.traffic;

import static dev.keyporter.db.generated.Tables.RATING;

import dev.keyporter.db.engine.Transactions;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.traffic.Rating;
import dev.keyporter.model.traffic.RequestId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jooq.Record;

/** What users thought of answers. */
public final class Ratings {
  private final Transactions transactions;

  public Ratings(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Keeps a rating in the place of any before it. */
  public void rate(Rating rating) {
    var user = rating.userId() == null ? null : rating.userId().value();
    var feedback = Rows.fit(RATING.FEEDBACK, rating.feedback());
    var at = rating.ratedAt().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    transactions.write(
        context ->
            context
                .insertInto(RATING)
                .set(RATING.REQUEST_ID, rating.requestId().value())
                .set(RATING.ORGANIZATION_ID, rating.organizationId().value())
                .set(RATING.USER_ID, user)
                .set(RATING.SCORE, rating.value())
                .set(RATING.FEEDBACK, feedback)
                .set(RATING.RATED_AT, at)
                .onDuplicateKeyUpdate()
                .set(RATING.USER_ID, user)
                .set(RATING.SCORE, rating.value())
                .set(RATING.FEEDBACK, feedback)
                .set(RATING.RATED_AT, at)
                .execute());
  }

  public Optional<Rating> find(RequestId id) {
    return transactions.read(
        context ->
            context
                .selectFrom(RATING)
                .where(RATING.REQUEST_ID.eq(id.value()))
                .fetchOptional(Ratings::rating));
  }

  /** Takes a rating back; false where there is none. */
  public boolean remove(RequestId id) {
    return transactions.write(
            context -> context.deleteFrom(RATING).where(RATING.REQUEST_ID.eq(id.value())).execute())
        > 0;
  }

  static Rating rating(Record row) {
    var user = row.get(RATING.USER_ID);
    return new Rating(
        new RequestId(row.get(RATING.REQUEST_ID)),
        new OrganizationId(row.get(RATING.ORGANIZATION_ID)),
        user == null ? null : new UserId(user),
        row.get(RATING.SCORE),
        row.get(RATING.FEEDBACK),
        row.get(RATING.RATED_AT).toInstant());
  }
}
