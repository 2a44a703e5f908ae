package dev.keyporter.console.playground;

import dev.keyporter.console.kit.Background;
import dev.keyporter.db.Database;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.ProviderKind;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.User;
import dev.keyporter.model.account.UserState;
import dev.keyporter.model.cost.PriceEntry;
import dev.keyporter.model.cost.PriceTable;
import dev.keyporter.model.traffic.FilterKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * What there is to ask with.
 *
 * @param organization the wanted one where it is there, or else the only one there is; null where
 *     somebody has to choose, or make one
 * @param users that may ask, of that organization
 * @param user of the wanted name, in any state; null where none is known
 * @param key that would serve; null where there is none
 * @param models on record, then those in the price list where the key is OpenAI's
 * @param left of what the wanted start was; null where nothing is to be kept
 */
record Standing(
    List<Organization> organizations,
    @Nullable Organization organization,
    List<User> users,
    @Nullable User user,
    @Nullable ProviderKey key,
    PriceTable prices,
    List<String> models,
    Origin.@Nullable Left left) {
  private static final int MODELS = 50;
  private static final String COMMON = "gpt-4o-mini";

  Standing {
    organizations = List.copyOf(organizations);
    users = List.copyOf(users);
    models = List.copyOf(models);
  }

  /**
   * As whom one wants to ask.
   *
   * @param organization null where nobody chose one
   * @param origin what is to be kept: then nothing comes in place of what is gone; null for nothing
   */
  record Wanted(@Nullable OrganizationId organization, String userName, @Nullable Origin origin) {}

  /** Reads it; blocks. */
  static Standing read(Database database, Wanted wanted) {
    Background.mayBlock();
    List<Organization> organizations = database.organizations().list();
    Origin origin = wanted.origin();
    Organization chosen =
        organizations.stream()
            .filter(organization -> organization.id().equals(wanted.organization()))
            .findFirst()
            .orElse(origin == null && organizations.size() == 1 ? organizations.getFirst() : null);
    List<User> users = chosen == null ? List.of() : active(database, chosen);
    User user =
        chosen == null || wanted.userName().isEmpty()
            ? null
            : database.users().find(chosen.id(), wanted.userName()).orElse(null);
    ProviderKey key =
        chosen == null
            ? null
            : database
                .providerKeys()
                .activeFor(chosen.id(), user == null ? null : user.id(), ProviderKind.OPENAI)
                .orElse(null);
    PriceTable prices = database.prices().table();
    SequencedSet<String> models =
        new LinkedHashSet<>(database.requests().suggestions(FilterKey.MODEL, "", MODELS));
    models.addAll(priced(prices, key));
    return new Standing(
        organizations,
        chosen,
        users,
        user,
        key,
        prices,
        List.copyOf(models),
        origin == null ? null : origin.left(database));
  }

  private static List<User> active(Database database, Organization organization) {
    return database.users().list(organization.id()).stream()
        .filter(user -> user.state() == UserState.ACTIVE)
        .toList();
  }

  private static List<String> priced(PriceTable prices, @Nullable ProviderKey key) {
    if (key == null) {
      return List.of();
    }
    if (key.isDemo()) {
      return List.of(COMMON);
    }
    return key.baseUrl().equals(ProviderKey.OPENAI)
        ? prices.entries().stream()
            .map(PriceEntry::model)
            .filter(model -> !model.endsWith("-YYYY-MM-DD"))
            .filter(model -> prices.publisher(model).equals(Optional.of(ProviderKind.OPENAI)))
            .distinct()
            .sorted()
            .toList()
        : List.of();
  }

  /** What to begin with where nothing was chosen before: cheap, and in every account. */
  static String first(List<String> models) {
    return models.contains(COMMON) || models.isEmpty() ? COMMON : models.getFirst();
  }
}
