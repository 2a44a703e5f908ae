package dev.keyporter.proxy.access;

import dev.keyporter.db.Database;
import dev.keyporter.db.secret.UnsealException;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.model.access.ProviderKind;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.traffic.ProviderReference;
import dev.keyporter.model.traffic.ProviderReference.Kind;
import dev.keyporter.proxy.error.ProxyError.Forbidden;
import dev.keyporter.proxy.error.ProxyError.NotFound;
import dev.keyporter.proxy.error.ProxyException;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the key that a request goes upstream with. Decrypted secrets are kept in memory until
 * something changes in the database.
 */
public final class KeyResolver {
  private static final int REMEMBERED = 16_384;

  private final Database database;
  private final ChangeCache<Owner, OpenKey> own;
  private final ChangeCache<ProviderKeyId, OpenKey> creators;

  public KeyResolver(Database database) {
    this.database = database;
    this.own = new ChangeCache<>(REMEMBERED, database.changes());
    this.creators = new ChangeCache<>(REMEMBERED, database.changes());
  }

  private record Owner(OrganizationId organization, UserId user, ProviderKind provider) {}

  private record OpenKey(ProviderKey key, Secret secret) {
    UpstreamKey in(@Nullable ProviderReference reference) {
      return new UpstreamKey(key, secret, reference);
    }
  }

  /**
   * The user's own newest active key for a kind of provider, else the organization's.
   *
   * @throws ProxyException with status 403 where there is none
   */
  public UpstreamKey ownKey(Caller caller, ProviderKind provider) {
    var owner = new Owner(caller.organization().id(), caller.user().id(), provider);
    return own.get(owner, this::choose).in(null);
  }

  /**
   * The key that made a response or a conversation, with the session it was made in.
   *
   * @throws ProxyException with status 404 where the caller may not refer to it, or nobody here has
   *     seen it, or another kind of provider made it; with 403 where the key is off
   */
  public UpstreamKey creatorOf(Kind kind, String providerId, Caller caller, ProviderKind provider) {
    ProviderReference reference =
        database
            .references()
            .find(providerId, kind, caller.organization().id(), caller.user().id())
            .orElseThrow(() -> notFound(kind));
    OpenKey creator = creators.get(reference.keyId(), this::openCreator);
    if (creator.key().provider() != provider) {
      throw notFound(kind);
    }
    return creator.in(reference);
  }

  private OpenKey choose(Owner owner) {
    return database
        .providerKeys()
        .activeFor(owner.organization(), owner.user(), owner.provider())
        .map(this::open)
        .orElseThrow(
            () ->
                forbidden(
                    "no_api_key",
                    "Neither this user nor the organization has an active provider key"
                        + toAdd(owner.provider())));
  }

  private static String toAdd(ProviderKind provider) {
    return switch (provider) {
      case OPENAI -> ". Add one with 'keyporter key create'.";
      case ANTHROPIC -> " for Anthropic. Add one with 'keyporter key create --provider anthropic'.";
    };
  }

  private OpenKey openCreator(ProviderKeyId id) {
    return database
        .providerKeys()
        .find(id)
        .filter(ProviderKey::isActive)
        .map(this::open)
        .orElseThrow(
            () ->
                forbidden(
                    "provider_key_inactive",
                    "The provider key that made what this request refers to is off or deleted."
                        + " Activate it with 'keyporter key activate', or start anew without the"
                        + " reference."));
  }

  private OpenKey open(ProviderKey key) {
    try {
      return new OpenKey(key, database.providerKeys().unseal(key.id()));
    } catch (UnsealException _) {
      throw forbidden(
          "provider_key_unreadable",
          "The stored provider key cannot be decrypted with this proxy's master key. Put the"
              + " master key back, or store the secret again with 'keyporter key replace'.");
    }
  }

  private static ProxyException notFound(Kind kind) {
    return new ProxyException(
        switch (kind) {
          case RESPONSE ->
              new NotFound(
                  "response_not_found",
                  "No response with this id was made here for you. Check the id, and that it was"
                      + " made through this proxy in this organization.");
          case CONVERSATION ->
              new NotFound(
                  "conversation_not_found",
                  "No conversation with this id was used here by you. Check the id, and that it"
                      + " was made through this proxy in this organization.");
        });
  }

  private static ProxyException forbidden(String code, String message) {
    return new ProxyException(new Forbidden(code, message));
  }
}
