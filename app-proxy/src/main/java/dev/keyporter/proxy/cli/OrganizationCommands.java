package dev.keyporter.proxy.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyporter.model.account.Organization;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keyporter org}. */
@Command(name = "org", description = "Create, list, rename and delete organizations.")
final class OrganizationCommands {
  private final Store store;

  OrganizationCommands(Store store) {
    this.store = store;
  }

  @Command(
      description = "Create an organization.",
      footer = {"", "Example: keyporter org create \"My Organization\""})
  void create(@Parameters(paramLabel = "NAME", description = "Its name.") String name) {
    store.with(
        database -> {
          Organization made = database.organizations().create(name);
          store.print(json(made), "Created organization '" + name + "': " + made.id());
        });
  }

  @Command(
      description = "List the organizations.",
      footer = {"", "Example: keyporter org list --json"})
  void list() {
    store.with(
        database ->
            store.printAll(
                database.organizations().list(),
                OrganizationCommands::json,
                this::table,
                "There is no organization yet. 'keyporter org create NAME' makes one."));
  }

  @Command(
      description = "Give an organization another name.",
      footer = {"", "Example: keyporter org rename Acme \"Acme Inc.\""})
  void rename(
      @Parameters(paramLabel = "ORG", description = "Its id or name.") String text,
      @Parameters(paramLabel = "NAME", description = "The new name.") String name) {
    store.with(
        database -> {
          Organization found = new Lookup(database).organization(text);
          database.organizations().rename(found.id(), name);
          Organization renamed = database.organizations().find(found.id()).orElse(found);
          store.print(json(renamed), "Renamed '" + found.name() + "' to '" + name + "'.");
        });
  }

  @Command(
      description = {
        "Delete an organization: its tokens are refused from now on.",
        "Its record stays, unless --purge erases that, too."
      },
      footer = {"", "Example: keyporter org delete Acme --yes"})
  void delete(
      @Parameters(paramLabel = "ORG", description = "Its id or name.") String text,
      @Option(names = "--purge", description = "Also erase its requests, ratings and spend.")
          boolean purge,
      @Option(names = "--yes", description = "Do not ask.") boolean yes) {
    store.with(
        database -> {
          Organization found = new Lookup(database).organization(text);
          new Deletion(
                  "organization",
                  found.name(),
                  found.id().toString(),
                  () -> database.organizations().delete(found.id()),
                  () -> database.organizations().purge(found.id()))
              .run(store, purge, yes);
        });
  }

  private Table table(List<Organization> organizations) {
    var table = new Table("NAME", "ID", "CREATED");
    organizations.forEach(
        o -> table.add(o.name(), o.id().toString(), store.terminal().time(o.createdAt())));
    return table;
  }

  private static ObjectNode json(Organization organization) {
    return Json.object()
        .put("id", organization.id().toString())
        .put("name", organization.name())
        .put("created_at", organization.createdAt().toString());
  }
}
