package dev.keyporter.console.playground;

import dev.keyporter.console.kit.Background;
import dev.keyporter.db.Database;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.User;
import dev.keyporter.model.traffic.RequestDetail;
import org.jspecify.annotations.Nullable;

/**
 * Whose a recorded request was. What is asked after it stays with them, or says that it cannot.
 *
 * @param request with the names it was recorded under
 */
record Origin(RequestDetail request) {
  /**
   * What is there of it still; null for what is gone, or was never said.
   *
   * @param user of any state, a deleted one included
   * @param key active or not
   */
  record Left(@Nullable Organization organization, @Nullable User user, @Nullable ProviderKey key) {
    String userName() {
      return user == null ? "" : user.name();
    }
  }

  /** Looks; blocks. */
  Left left(Database database) {
    Background.mayBlock();
    var summary = request.summary();
    return new Left(
        database.organizations().find(summary.organizationId()).orElse(null),
        summary.userId() == null ? null : database.users().find(summary.userId()).orElse(null),
        summary.keyId() == null
            ? null
            : database.providerKeys().find(summary.keyId()).orElse(null));
  }
}
