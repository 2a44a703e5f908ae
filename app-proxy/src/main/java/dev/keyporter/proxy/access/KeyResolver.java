package dev.keyporter.proxy.access;

import dev.keyporter.db.Database;
import dev.keyporter.db.secret.UnsealException;
import dev.keyporter.db.traffic.ProviderReferences.Made;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the key that a request goes upstream with. Decrypted secrets are kept in memory until
 * something changes in the database.
 */
public final class KeyResolver {
  private static final int REMEMBERED = 16_384;
  private static final int ASKED_AT_ONCE = 500;

  private final Database database;
  private final ChangeCache<Owner, OpenKey> own;
  private final ChangeCache<ProviderKeyId, OpenKey> creators;
  private final UnknownIds unknown = new UnknownIds();

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

  /**
   * The key for a request that names things which may have been made here: the one that made the
   * first of them that is known and whose key is active, else the caller's own.
   *
   * @throws ProxyException with status 404 where one of them is somebody else's; with 403 where
   *     there is no key
   */
  public UpstreamKey keyNaming(Set<String> ids, Caller caller, ProviderKind provider) {
    List<Made> made = made(ids);
    UpstreamKey key =
        ids.stream()
            .flatMap(id -> newest(made, id, caller).stream())
            .flatMap(reference -> active(reference).stream())
            .filter(found -> found.key().provider() == provider)
            .findFirst()
            .orElseGet(() -> ownKey(caller, provider));
    refuseForeign(made, key, caller);
    return key;
  }

  /**
   * Refuses what is somebody else's.
   *
   * @param key that the request goes with
   * @throws ProxyException with status 404
   */
  public void refuseForeign(Set<String> ids, UpstreamKey key, Caller caller) {
    refuseForeign(made(ids), key, caller);
  }

  /** Ids are not unique across providers: what another one made is another thing. */
  private static void refuseForeign(List<Made> made, UpstreamKey key, Caller caller) {
    for (Made other : made) {
      String id = other.reference().providerId();
      boolean isAtProvider =
          other.baseUrl() == null || other.baseUrl().equals(key.key().baseUrl().toString());
      if (isAtProvider && newest(made, id, caller).isEmpty()) {
        throw notFound(Kind.OBJECT);
      }
    }
  }

  private List<Made> made(Set<String> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    List<Made> made = new ArrayList<>();
    List<String> asked = List.copyOf(ids);
    for (int from = 0; from < asked.size(); from += ASKED_AT_ONCE) {
      made.addAll(madeAs(asked.subList(from, Math.min(asked.size(), from + ASKED_AT_ONCE))));
    }
    return made;
  }

  private List<Made> madeAs(List<String> ids) {
    List<Made> made = database.references().madeAs(ids, false);
    var missing = new HashSet<>(ids);
    made.forEach(found -> missing.remove(found.reference().providerId()));
    List<String> late = unknown.without(missing);
    if (late.isEmpty()) {
      return made;
    }
    // It may have been answered a moment ago.
    List<Made> found = database.references().madeAs(late, true);
    found.forEach(one -> missing.remove(one.reference().providerId()));
    unknown.add(missing);
    return Stream.concat(made.stream(), found.stream()).toList();
  }

  /** What the caller may refer to by an id. */
  private static Optional<ProviderReference> newest(List<Made> made, String id, Caller caller) {
    return made.stream()
        .map(Made::reference)
        .filter(reference -> reference.providerId().equals(id))
        .filter(reference -> reference.isFor(caller.organization().id(), caller.user().id()))
        .reduce((_, later) -> later);
  }

  /** The key that made it, unless it is off. */
  private Optional<UpstreamKey> active(ProviderReference reference) {
    return database
        .providerKeys()
        .find(reference.keyId())
        .filter(ProviderKey::isActive)
        .map(key -> creators.get(key.id(), this::openCreator).in(reference));
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
          case OBJECT ->
              new NotFound(
                  "object_not_found",
                  "What the request names by its id, a file or a vector store for example, was not"
                      + " made here for you. Check the id, and that it was made in this"
                      + " organization.");
        });
  }

  private static ProxyException forbidden(String code, String message) {
    return new ProxyException(new Forbidden(code, message));
  }
}
