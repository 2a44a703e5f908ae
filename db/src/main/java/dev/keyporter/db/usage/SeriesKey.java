package dev.keyporter.db.usage;

import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.UserId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose requests are summed up together, as the columns have it: {@link #NONE} and the empty text
 * stand for what a request lacks.
 */
public record SeriesKey(UUID organization, UUID user, UUID key, String model) {
  public static final UUID NONE = new UUID(0, 0);

  public static SeriesKey of(
      OrganizationId organization,
      @Nullable UserId user,
      @Nullable ProviderKeyId key,
      @Nullable String model) {
    return of(
        organization.value(),
        user == null ? null : user.value(),
        key == null ? null : key.value(),
        model);
  }

  public static SeriesKey of(
      UUID organization, @Nullable UUID user, @Nullable UUID key, @Nullable String model) {
    return new SeriesKey(
        organization,
        user == null ? NONE : user,
        key == null ? NONE : key,
        model == null ? "" : model);
  }
}
