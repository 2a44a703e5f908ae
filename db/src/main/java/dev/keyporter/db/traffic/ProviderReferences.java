package dev.keyporter.db.traffic;

import static dev.keyporter.db.generated.Tables.PROVIDER_REFERENCE;

import dev.keyporter.db.engine.Transactions;
import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.traffic.ProviderReference;
import dev.keyporter.model.traffic.RequestId;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Record;

/** Which key made a response or a conversation. */
public final class ProviderReferences {
  private final Transactions transactions;
  private final Runnable settling;

  /**
   * @param settling waits until what any process has answered is in the database
   */
  public ProviderReferences(Transactions transactions, Runnable settling) {
    this.transactions = transactions;
    this.settling = settling;
  }

  /**
   * The newest one a user may refer to: made with a shared key of the organization, or with a key
   * of the user's own.
   */
  public Optional<ProviderReference> find(
      String providerId, ProviderReference.Kind kind, OrganizationId organization, UserId user) {
    if (providerId.indexOf('\0') >= 0) {
      // None is stored with it, and PostgreSQL refuses to be asked.
      return Optional.empty();
    }
    return findStored(providerId, kind, organization, user)
        .or(
            () -> {
              settling.run();
              return findStored(providerId, kind, organization, user);
            });
  }

  private Optional<ProviderReference> findStored(
      String providerId, ProviderReference.Kind kind, OrganizationId organization, UserId user) {
    return transactions.read(
        context ->
            context
                .selectFrom(PROVIDER_REFERENCE)
                .where(PROVIDER_REFERENCE.PROVIDER_ID.eq(providerId))
                .and(PROVIDER_REFERENCE.KIND.eq(kind.label()))
                .and(PROVIDER_REFERENCE.ORGANIZATION_ID.eq(organization.value()))
                .and(
                    PROVIDER_REFERENCE
                        .OWNER_USER_ID
                        .isNull()
                        .or(PROVIDER_REFERENCE.OWNER_USER_ID.eq(user.value())))
                .orderBy(PROVIDER_REFERENCE.REQUEST_ID.desc())
                .limit(1)
                .fetchOptional(ProviderReferences::reference));
  }

  private static ProviderReference reference(Record row) {
    var owner = row.get(PROVIDER_REFERENCE.OWNER_USER_ID);
    return new ProviderReference(
        new RequestId(row.get(PROVIDER_REFERENCE.REQUEST_ID)),
        ProviderReference.Kind.valueOf(row.get(PROVIDER_REFERENCE.KIND).toUpperCase(Locale.ROOT)),
        row.get(PROVIDER_REFERENCE.PROVIDER_ID),
        new OrganizationId(row.get(PROVIDER_REFERENCE.ORGANIZATION_ID)),
        owner == null ? null : new UserId(owner),
        new ProviderKeyId(row.get(PROVIDER_REFERENCE.KEY_ID)),
        row.get(PROVIDER_REFERENCE.SESSION_ID));
  }
}
