package dev.keyporter.console.playground;

import dev.keyporter.console.kit.Background;
import dev.keyporter.db.Database;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.User;
import dev.keyporter.model.account.UserState;
import dev.keyporter.model.cost.PriceEntry;
import dev.keyporter.model.cost.PriceTable;
import dev.keyporter.model.traffic.FilterKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is to ask with.
 *
 * @param organization the wanted one where it is there, else the first; null where there is none
 * @param users that may ask, of that organization
 * @param key that would serve; null where there is none
 * @param models on record, else in the price list where the key is OpenAI's: for when the
 *     provider's own list cannot be had
 */
record Standing(
    List<Organization> organizations,
    @Nullable Organization organization,
    List<User> users,
    @Nullable ProviderKey key,
    PriceTable prices,
    List<String> models) {
  private static final int MODELS = 50;
  private static final String COMMON = "gpt-4o-mini";

  Standing {
    organizations = List.copyOf(organizations);
    users = List.copyOf(users);
    models = List.copyOf(models);
  }

  /** Reads it; blocks. */
  static Standing read(Database database, @Nullable OrganizationId wanted, String userName) {
    Background.mayBlock();
    List<Organization> organizations = database.organizations().list();
    Organization chosen =
        organizations.stream()
            .filter(organization -> organization.id().equals(wanted))
            .findFirst()
            .orElse(organizations.isEmpty() ? null : organizations.getFirst());
    List<User> users =
        chosen == null
            ? List.of()
            : database.users().list(chosen.id()).stream()
                .filter(user -> user.state() == UserState.ACTIVE)
                .toList();
    User user =
        users.stream().filter(each -> each.name().equals(userName)).findFirst().orElse(null);
    ProviderKey key =
        chosen == null
            ? null
            : database
                .providerKeys()
                .activeFor(chosen.id(), user == null ? null : user.id())
                .orElse(null);
    PriceTable prices = database.prices().table();
    List<String> models = database.requests().suggestions(FilterKey.MODEL, "", MODELS);
    return new Standing(
        organizations,
        chosen,
        users,
        key,
        prices,
        models.isEmpty() && key != null ? priced(prices, key) : models);
  }

  private static List<String> priced(PriceTable prices, ProviderKey key) {
    if (key.isDemo()) {
      return List.of(COMMON);
    }
    return key.baseUrl().equals(ProviderKey.OPENAI)
        ? prices.entries().stream()
            .map(PriceEntry::model)
            .filter(model -> !model.endsWith("-YYYY-MM-DD"))
            .distinct()
            .sorted()
            .toList()
        : List.of();
  }

  /** What to begin with where nothing was chosen before: cheap, and in every account. */
  static String first(List<String> models) {
    return models.contains(COMMON) || models.isEmpty() ? COMMON : models.getFirst();
  }

  /** Whether the organization knows a user of that name. */
  boolean knows(String userName) {
    return users.stream().anyMatch(user -> user.name().equals(userName));
  }
}
