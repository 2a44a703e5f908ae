package dev.keyporter.db.access;

import static dev.keyporter.db.generated.Tables.PROVIDER_KEY;

import dev.keyporter.db.engine.UtcTime;
import dev.keyporter.db.secret.Sealed;
import dev.keyporter.model.access.KeyPrices;
import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.model.access.ProviderKind;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.UserId;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Provider keys as rows. */
final class KeyRows {
  /** Everything but the secret. */
  static final List<Field<?>> COLUMNS =
      List.of(
          PROVIDER_KEY.ID,
          PROVIDER_KEY.ORGANIZATION_ID,
          PROVIDER_KEY.USER_ID,
          PROVIDER_KEY.NAME,
          PROVIDER_KEY.PROVIDER,
          PROVIDER_KEY.BASE_URL,
          PROVIDER_KEY.OPENAI_ORGANIZATION,
          PROVIDER_KEY.OPENAI_PROJECT,
          PROVIDER_KEY.IS_DEMO,
          PROVIDER_KEY.PRICES,
          PROVIDER_KEY.IS_ACTIVE,
          PROVIDER_KEY.LAST_FOUR,
          PROVIDER_KEY.REJECTED_AT,
          PROVIDER_KEY.CREATED_AT);

  private KeyRows() {}

  static int insert(DSLContext sql, ProviderKey key, Sealed sealed) {
    return sql.insertInto(PROVIDER_KEY)
        .set(PROVIDER_KEY.ID, key.id().value())
        .set(PROVIDER_KEY.ORGANIZATION_ID, key.organizationId().value())
        .set(PROVIDER_KEY.USER_ID, key.scope().user().map(UserId::value).orElse(null))
        .set(PROVIDER_KEY.NAME, key.name())
        .set(PROVIDER_KEY.PROVIDER, key.provider().label())
        .set(PROVIDER_KEY.BASE_URL, key.baseUrl().toString())
        .set(PROVIDER_KEY.OPENAI_ORGANIZATION, key.openaiOrganization())
        .set(PROVIDER_KEY.OPENAI_PROJECT, key.openaiProject())
        .set(PROVIDER_KEY.IS_DEMO, key.isDemo())
        .set(PROVIDER_KEY.PRICES, label(key.prices()))
        .set(PROVIDER_KEY.IS_ACTIVE, key.isActive())
        .set(PROVIDER_KEY.LAST_FOUR, key.lastFour())
        .set(PROVIDER_KEY.SECRET, sealed.bytes())
        .set(PROVIDER_KEY.KEY_VERSION, sealed.keyVersion())
        .set(PROVIDER_KEY.CREATED_AT, UtcTime.column(key.createdAt()))
        .onDuplicateKeyIgnore()
        .execute();
  }

  static ProviderKey key(Record row) {
    UUID user = row.get(PROVIDER_KEY.USER_ID);
    return new ProviderKey(
        new ProviderKeyId(row.get(PROVIDER_KEY.ID)),
        new OrganizationId(row.get(PROVIDER_KEY.ORGANIZATION_ID)),
        user == null ? new KeyScope.Shared() : new KeyScope.Personal(new UserId(user)),
        row.get(PROVIDER_KEY.NAME),
        ProviderKind.labelled(row.get(PROVIDER_KEY.PROVIDER)).orElseThrow(),
        URI.create(row.get(PROVIDER_KEY.BASE_URL)),
        row.get(PROVIDER_KEY.OPENAI_ORGANIZATION),
        row.get(PROVIDER_KEY.OPENAI_PROJECT),
        row.get(PROVIDER_KEY.IS_DEMO),
        prices(row.get(PROVIDER_KEY.PRICES)),
        row.get(PROVIDER_KEY.IS_ACTIVE),
        row.get(PROVIDER_KEY.LAST_FOUR),
        UtcTime.instantOrNull(row.get(PROVIDER_KEY.REJECTED_AT)),
        UtcTime.instant(row.get(PROVIDER_KEY.CREATED_AT)));
  }

  /** As the column holds it. */
  static @Nullable String label(@Nullable KeyPrices prices) {
    return prices == null ? null : prices.label();
  }

  private static @Nullable KeyPrices prices(@Nullable String label) {
    return label == null ? null : KeyPrices.labelled(label).orElseThrow();
  }

  static Sealed sealed(Record row) {
    return new Sealed(row.get(PROVIDER_KEY.SECRET), row.get(PROVIDER_KEY.KEY_VERSION));
  }
}
