package dev.keyporter.proxy.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyporter.db.Database;
import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.User;
import dev.keyporter.model.account.UserState;
import dev.keyporter.proxy.export.Json;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keyporter user}. */
@Command(name = "user", description = "Create, list, rename, disable and delete users.")
final class UserCommands {
  private final Store store;

  UserCommands(Store store) {
    this.store = store;
  }

  @Command(
      description = {
        "Create a user, or restore a deleted one.",
        "Not needed before a first request: users seen for the first time are made then."
      },
      footer = {"", "Example: keyporter user create --org \"My Organization\" user@example.com"})
  void create(
      @Mixin OrganizationOption org,
      @Parameters(paramLabel = "USER", description = "The name to be sent in X-User-ID.")
          String name) {
    store.with(
        database -> {
          Organization organization = org.find(new Lookup(database));
          User user = create(database, organization, name);
          store.print(
              json(user),
              "Created user '" + user.name() + "' in '" + organization.name() + "': " + user.id());
        });
  }

  private static User create(Database database, Organization organization, String name) {
    try {
      return database.users().create(organization.id(), name);
    } catch (DatabaseException e) {
      if (e.kind() == DatabaseException.Kind.CONFLICT) {
        throw new Failure("'" + organization.name() + "' already has a user named '" + name + "'.");
      }
      throw e;
    }
  }

  @Command(
      description = "List an organization's users.",
      footer = {"", "Example: keyporter user list --org \"My Organization\""})
  void list(@Mixin OrganizationOption org) {
    store.with(
        database ->
            store.printAll(
                database.users().list(org.find(new Lookup(database)).id()),
                user -> json(user).put("state", label(user.state())),
                this::table,
                "There is no user yet: the first request of each makes one."));
  }

  @Command(
      description = "Give a user another name: the one to be sent in X-User-ID from then on.",
      footer = {"", "Example: keyporter user rename --org Acme alice alice@example.com"})
  void rename(
      @Mixin UserOptions options,
      @Parameters(index = "1", paramLabel = "NAME", description = "The new name.") String name) {
    change(
        options,
        (database, user) -> {
          try {
            database.users().rename(user.id(), name);
          } catch (DatabaseException e) {
            if (e.kind() == DatabaseException.Kind.CONFLICT) {
              throw new Failure("Another user, perhaps a deleted one, is named '" + name + "'.");
            }
            throw e;
          }
        },
        old -> "Renamed '" + old.name() + "' to '" + name.strip() + "'.");
  }

  @Command(
      description = "Refuse a user's requests from now on.",
      footer = {"", "Example: keyporter user disable --org Acme alice"})
  void disable(@Mixin UserOptions options) {
    change(
        options,
        (database, user) -> database.users().disable(user.id()),
        old -> "Disabled '" + old.name() + "'.");
  }

  @Command(
      description = "Serve a disabled user's requests again.",
      footer = {"", "Example: keyporter user enable --org Acme alice"})
  void enable(@Mixin UserOptions options) {
    change(
        options,
        (database, user) -> database.users().enable(user.id()),
        old -> "Enabled '" + old.name() + "'.");
  }

  @Command(
      description = {
        "Delete a user: requests under that name are refused from now on.",
        "What was recorded stays, unless --purge erases that, too."
      },
      footer = {"", "Example: keyporter user delete --org Acme alice --yes"})
  void delete(
      @Mixin UserOptions options,
      @Option(
              names = "--purge",
              description = "Also erase the user's keys, tokens, requests, ratings and spend.")
          boolean purge,
      @Option(names = "--yes", description = "Do not ask.") boolean yes) {
    store.with(
        database -> {
          Lookup lookup = new Lookup(database);
          User user = purge ? options.findAny(lookup) : options.find(lookup);
          new Deletion(
                  "user",
                  user.name(),
                  user.id().toString(),
                  () -> database.users().delete(user.id()),
                  () -> database.users().purge(user.id()))
              .run(store, purge, yes);
        });
  }

  private void change(
      UserOptions options, BiConsumer<Database, User> work, Function<User, String> words) {
    store.with(
        database -> {
          User user = options.find(new Lookup(database));
          work.accept(database, user);
          User changed = database.users().find(user.id()).orElse(user);
          store.print(json(changed).put("state", label(changed.state())), words.apply(user));
        });
  }

  private Table table(List<User> users) {
    var table = new Table("USER", "STATE", "ID", "CREATED");
    users.forEach(
        user ->
            table.add(
                user.name(),
                label(user.state()),
                user.id().toString(),
                store.terminal().time(user.createdAt())));
    return table;
  }

  private static ObjectNode json(User user) {
    return Json.object()
        .put("id", user.id().toString())
        .put("organization_id", user.organizationId().toString())
        .put("user_id", user.name())
        .put("created_at", user.createdAt().toString());
  }

  private static String label(UserState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
