package dev.keyporter.model.traffic;

import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.UserId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which key made a response, a conversation or something else, so that what refers to it later goes
 * with that key.
 *
 * @param requestId the request that made it
 * @param providerId the provider's id, {@code resp_…}, {@code conv_…}, {@code file-…}; not unique
 *     across providers
 * @param owner the user it belongs to where a personal key made it; null where it belongs to the
 *     organization
 * @param sessionId the session it was made in
 */
public record ProviderReference(
    RequestId requestId,
    Kind kind,
    String providerId,
    OrganizationId organizationId,
    @Nullable UserId owner,
    ProviderKeyId keyId,
    @Nullable String sessionId) {
  /** What the id names. */
  public enum Kind {
    RESPONSE,
    CONVERSATION,
    /** A file, a batch, a vector store, or whatever else an answer made. */
    OBJECT;

    /** The name used in the database. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether a user may refer to it: it is the organization's, or the user's own. */
  public boolean isFor(OrganizationId organization, UserId user) {
    return organizationId.equals(organization) && (owner == null || owner.equals(user));
  }
}
