package dev.keyporter.db.traffic;

import static dev.keyporter.db.generated.Tables.PROVIDER_KEY;
import static dev.keyporter.db.generated.Tables.PROVIDER_REFERENCE;

import dev.keyporter.db.engine.Transactions;
import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.traffic.ProviderReference;
import dev.keyporter.model.traffic.RequestId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Which key made a response, a conversation or something else. */
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

  /**
   * Something that an answer named, whoever got it.
   *
   * @param baseUrl of the provider that made it; null where its key is erased
   */
  public record Made(ProviderReference reference, @Nullable String baseUrl) {}

  /**
   * All that was made under these ids, by whomever, oldest first.
   *
   * @param isFresh whether to wait until what any process has answered is in the database
   */
  public List<Made> madeAs(Collection<String> providerIds, boolean isFresh) {
    List<String> storable = providerIds.stream().filter(id -> id.indexOf('\0') < 0).toList();
    if (storable.isEmpty()) {
      return List.of();
    }
    if (isFresh) {
      settling.run();
    }
    return transactions.read(
        context ->
            context
                .select(PROVIDER_REFERENCE.fields())
                .select(PROVIDER_KEY.BASE_URL)
                .from(PROVIDER_REFERENCE)
                .leftJoin(PROVIDER_KEY)
                .on(PROVIDER_KEY.ID.eq(PROVIDER_REFERENCE.KEY_ID))
                .where(PROVIDER_REFERENCE.PROVIDER_ID.in(storable))
                .orderBy(PROVIDER_REFERENCE.REQUEST_ID)
                .fetch(row -> new Made(reference(row), row.get(PROVIDER_KEY.BASE_URL))));
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
