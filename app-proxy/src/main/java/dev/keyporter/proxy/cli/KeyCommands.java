package dev.keyporter.proxy.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyporter.db.Database;
import dev.keyporter.db.access.NewProviderKey;
import dev.keyporter.model.NameRule;
import dev.keyporter.model.access.KeyPrices;
import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.model.access.ProviderKind;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.User;
import dev.keyporter.model.account.UserId;
import dev.keyporter.proxy.demo.DemoProvider;
import dev.keyporter.proxy.export.Json;
import dev.keyporter.proxy.health.ProviderHealth;
import dev.keyporter.proxy.loop.LoopCheck;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keyporter key}. */
@Command(name = "key", description = "Store, list, change, test and delete provider keys.")
final class KeyCommands {
  private static final String KEY = "The key's id, or a name only one has.";

  private final Store store;

  KeyCommands(Store store) {
    this.store = store;
  }

  @Command(
      description = {
        "Store a provider key, encrypted.",
        "With --user it serves that user alone, before any key of the whole organization."
      },
      footer = {
        "",
        "Example: keyporter key create --org Acme --secret-stdin < key.txt",
        "Example: keyporter key create --org Acme --provider anthropic --secret-stdin < key.txt"
      })
  void create(
      @Mixin OwnerOptions owner,
      @Mixin ProviderOptions provider,
      @Option(names = "--demo", description = "A key of the built-in demo provider.")
          boolean isDemo,
      @Mixin SecretOptions secretOptions) {
    if (isDemo && (secretOptions.isGiven() || provider.isGiven())) {
      throw Failure.usage("--demo takes neither a secret nor a provider of its own.");
    }
    owner.check(NameRule.KEY);
    Secret secret = isDemo ? new Secret(DemoProvider.KEY) : secretOptions.read(store.terminal());
    store.with(
        database -> {
          Lookup lookup = new Lookup(database);
          Organization organization = owner.organization(lookup);
          User user = owner.user(lookup, organization);
          KeyScope scope = user == null ? new KeyScope.Shared() : new KeyScope.Personal(user.id());
          String kind = isDemo ? "Demo provider" : "Provider key";
          String name =
              owner.name(NameRule.KEY, user == null ? kind : kind + " for " + user.name());
          NewProviderKey wanted =
              isDemo ? demo(scope, name, provider.provider()) : provider.key(scope, name);
          if (new LoopCheck(database).leadsBack(wanted.baseUrl())) {
            throw new Failure(
                "--base-url leads back to this Keyporter. Give the provider's own, such as "
                    + provider.provider().baseUrl()
                    + ".");
          }
          ProviderKey key = database.providerKeys().create(organization.id(), wanted, secret);
          store.print(
              json(key, new UserNames(database)),
              "Stored key '" + key.name() + "' for '" + organization.name() + "': " + key.id());
        });
  }

  /** A key of the demo provider, which speaks each kind's API. */
  static NewProviderKey demo(KeyScope scope, String name, ProviderKind provider) {
    return new NewProviderKey(
        scope, name, URI.create(DemoProvider.baseUrl(provider)), null, null, true, provider, null);
  }

  @Command(
      description = "List an organization's keys, newest first. The first active one serves.",
      footer = {"", "Example: keyporter key list --org Acme"})
  void list(@Mixin OrganizationOption org) {
    store.with(
        database -> {
          Organization organization = org.find(new Lookup(database));
          var names = new UserNames(database);
          Set<ProviderKeyId> unreadable = database.providerKeys().unreadable(organization.id());
          store.printAll(
              database.providerKeys().list(organization.id()),
              key ->
                  json(key, names)
                      .put("is_demo", key.isDemo())
                      .put("state", state(key, unreadable)),
              keys -> table(keys, names, unreadable),
              "There is no key yet. 'keyporter key create --org ORG' stores one.");
        });
  }

  @Command(
      description = {
        "Change a key's settings.",
        "Whose prices hold is true from the next request on; what is on record stays as it is."
      },
      footer = {"", "Example: keyporter key set Ollama --prices none"})
  void set(
      @Parameters(paramLabel = "KEY", description = KEY) String text,
      @Option(
              names = "--prices",
              paramLabel = "WHOSE",
              completionCandidates = EnumNames.OfPrices.class,
              description = PricesChoice.WHAT)
          @Nullable PricesChoice prices) {
    if (prices == null) {
      throw Failure.usage("Say what to change: --prices.");
    }
    store.with(
        database -> {
          ProviderKey key = new Lookup(database).key(text);
          database.providerKeys().setPrices(key.id(), prices.prices());
          ProviderKey changed = database.providerKeys().find(key.id()).orElse(key);
          store.print(
              json(changed, new UserNames(database)),
              "Key '%s' has prices: %s."
                  .formatted(key.name(), PricesChoice.label(changed.prices())));
        });
  }

  @Command(
      description = "Let a key serve again.",
      footer = {"", "Example: keyporter key activate \"Team key\""})
  void activate(@Parameters(paramLabel = "KEY", description = KEY) String text) {
    change(text, (database, key) -> database.providerKeys().activate(key.id()), "Activated");
  }

  @Command(
      description = "Refuse a key for anything from now on, until it is activated.",
      footer = {"", "Example: keyporter key deactivate \"Team key\""})
  void deactivate(@Parameters(paramLabel = "KEY", description = KEY) String text) {
    change(text, (database, key) -> database.providerKeys().deactivate(key.id()), "Deactivated");
  }

  @Command(
      description = "Put another secret in the place of a key's own.",
      footer = {"", "Example: keyporter key replace \"Team key\" --secret-stdin < key.txt"})
  void replace(
      @Parameters(paramLabel = "KEY", description = KEY) String text,
      @Mixin SecretOptions secretOptions) {
    Secret secret = secretOptions.read(store.terminal());
    change(
        text,
        (database, key) -> database.providerKeys().replace(key.id(), secret),
        "Replaced the secret of");
  }

  @Command(
      description = "Ask the provider whether it takes a key. Costs nothing.",
      footer = {"", "Example: keyporter key test \"Team key\""})
  void test(@Parameters(paramLabel = "KEY", description = KEY) String text) {
    store.with(
        database -> {
          ProviderKey key = new Lookup(database).key(text);
          ProviderHealth health = new KeyTest(store, database).run(key);
          if (health.level() != ProviderHealth.Level.HEALTHY) {
            throw new Failure("Key '" + key.name() + "': " + health.message());
          }
          store.print(
              Json.object()
                  .put("id", key.id().toString())
                  .put("base_url", key.baseUrl().toString())
                  .put("works", true),
              "Key '" + key.name() + "' works: the provider takes it.");
        });
  }

  @Command(
      description = {
        "Delete a key: it serves nothing from now on.",
        "What was recorded stays, unless --purge erases that, too."
      },
      footer = {"", "Example: keyporter key delete \"Old key\" --yes"})
  void delete(
      @Parameters(paramLabel = "KEY", description = KEY) String text,
      @Option(names = "--purge", description = "Also erase the requests made with it.")
          boolean purge,
      @Option(names = "--yes", description = "Do not ask.") boolean yes) {
    store.with(
        database -> {
          ProviderKey key = new Lookup(database).key(text);
          new Deletion(
                  "key",
                  key.name(),
                  key.id().toString(),
                  () -> database.providerKeys().delete(key.id()),
                  () -> database.providerKeys().purge(key.id()))
              .run(store, purge, yes);
        });
  }

  private void change(String text, BiConsumer<Database, ProviderKey> work, String verb) {
    store.with(
        database -> {
          ProviderKey key = new Lookup(database).key(text);
          work.accept(database, key);
          ProviderKey changed = database.providerKeys().find(key.id()).orElse(key);
          store.print(json(changed, new UserNames(database)), verb + " key '" + key.name() + "'.");
        });
  }

  private Table table(List<ProviderKey> keys, UserNames names, Set<ProviderKeyId> unreadable) {
    var table =
        new Table(
            "NAME", "FOR", "STATE", "PROVIDER", "LAST FOUR", "BASE URL", "PRICES", "ID", "CREATED");
    for (ProviderKey key : keys) {
      String user = names.of(key.scope().user().orElse(null));
      table.add(
          key.name(),
          user == null ? "everybody" : user,
          state(key, unreadable),
          key.provider().label(),
          key.isDemo() ? "demo" : key.lastFour(),
          key.baseUrl().toString(),
          key.isDemo() ? "free" : PricesChoice.label(key.prices()),
          key.id().toString(),
          store.terminal().time(key.createdAt()));
    }
    return table;
  }

  private static String state(ProviderKey key, Set<ProviderKeyId> unreadable) {
    if (unreadable.contains(key.id())) {
      return "cannot decrypt";
    }
    if (!key.isActive()) {
      return "off";
    }
    return key.rejectedAt() == null ? "active" : "rejected";
  }

  private static ObjectNode json(ProviderKey key, UserNames names) {
    UserId user = key.scope().user().orElse(null);
    KeyPrices prices = key.prices();
    return Json.object()
        .put("id", key.id().toString())
        .put("organization_id", key.organizationId().toString())
        .put("user_id", names.of(user))
        .put("name", key.name())
        .put("base_url", key.baseUrl().toString())
        .put("last_four", key.lastFour())
        .put("is_active", key.isActive())
        .put("created_at", key.createdAt().toString())
        .put("prices", prices == null ? null : prices.label())
        .put("provider", key.provider().label());
  }
}
