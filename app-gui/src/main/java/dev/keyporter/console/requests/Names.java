package dev.keyporter.console.requests;

import dev.keyporter.console.kit.Figures;
import dev.keyporter.db.Database;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.OrganizationId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that rows only know the ids of. */
final class Names {
  private Known known = new Known(Map.of(), Map.of());

  /** Names as they were read. */
  record Known(Map<OrganizationId, String> organizations, Map<ProviderKeyId, String> keys) {}

  /** Reads all names; blocks. */
  static Known read(Database database) {
    Map<OrganizationId, String> organizations = new HashMap<>();
    Map<ProviderKeyId, String> keys = new HashMap<>();
    for (Organization organization : database.organizations().list()) {
      organizations.put(organization.id(), organization.name());
      for (ProviderKey key : database.providerKeys().list(organization.id())) {
        keys.put(key.id(), key.name());
      }
    }
    return new Known(organizations, keys);
  }

  void set(Known now) {
    known = now;
  }

  boolean hasSeveralOrganizations() {
    return known.organizations().size() > 1;
  }

  String organization(OrganizationId id) {
    return known.organizations().getOrDefault(id, id.toString());
  }

  String key(@Nullable ProviderKeyId id) {
    return id == null ? Figures.NONE : known.keys().getOrDefault(id, id.toString());
  }
}
