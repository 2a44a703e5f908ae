package dev.keyporter.proxy.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.Paths;
import dev.keyporter.model.account.Recording;
import dev.keyporter.proxy.export.Json;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keyporter org}. */
@Command(name = "org", description = "Create, list, rename, set up and delete organizations.")
final class OrganizationCommands {
  /** How an option is given that is on or off. */
  enum Switch {
    ON,
    OFF
  }

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
          List<Organization> namesakes = database.organizations().findByName(name.strip());
          Organization made = database.organizations().create(name);
          store.print(json(made), "Created organization '" + made.name() + "': " + made.id());
          if (!namesakes.isEmpty()) {
            store
                .terminal()
                .err()
                .println(
                    "There is another organization named '"
                        + name
                        + "': commands need their ids from now on, unless one is renamed.");
          }
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
                one -> fullJson(one, database.limits().zone(one.id())),
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
          store.print(json(renamed), "Renamed '" + found.name() + "' to '" + renamed.name() + "'.");
        });
  }

  @Command(
      description = {
        "Change what is recorded of an organization's requests from now on, and which paths it"
            + " reaches.",
        "bodies: everything. metadata: no bodies and no searchable text. counts: only what a bill"
            + " needs, nothing about who asked what."
      },
      footer = {"", "Example: keyporter org set Acme --recording metadata --stream-usage off"})
  void set(
      @Parameters(paramLabel = "ORG", description = "Its id or name.") String text,
      @Option(
              names = "--recording",
              paramLabel = "WHAT",
              completionCandidates = EnumNames.OfRecording.class,
              description = "What is kept of a request: bodies, metadata or counts.")
          @Nullable Recording recording,
      @Option(
              names = "--stream-usage",
              paramLabel = "on|off",
              completionCandidates = EnumNames.OfSwitch.class,
              description =
                  "Whether chat-completions streams are asked for their usage, without which their"
                      + " cost is unknown.")
          @Nullable Switch streamUsage,
      @Option(
              names = "--time-zone",
              paramLabel = "ZONE",
              description =
                  "Whose days and months budgets count by, as Europe/Berlin. UTC unless set.")
          @Nullable ZoneId timeZone,
      @Option(
              names = "--paths",
              paramLabel = "all|inference",
              completionCandidates = EnumNames.OfPaths.class,
              description =
                  "Which paths its tokens reach: all under /v1, or only those that ask a model.")
          @Nullable Paths paths) {
    if (recording == null && streamUsage == null && timeZone == null && paths == null) {
      throw Failure.usage(
          "Say what to change: --recording, --stream-usage, --time-zone or --paths.");
    }
    store.with(
        database -> {
          Organization found = new Lookup(database).organization(text);
          if (recording != null) {
            database.organizations().setRecording(found.id(), recording);
          }
          if (streamUsage != null) {
            database.organizations().setIncludeStreamUsage(found.id(), streamUsage == Switch.ON);
          }
          if (timeZone != null) {
            database.limits().setZone(found.id(), timeZone);
          }
          if (paths != null) {
            database.organizations().setPaths(found.id(), paths);
          }
          Organization changed = database.organizations().find(found.id()).orElse(found);
          ZoneId zone = database.limits().zone(found.id());
          store.print(
              fullJson(changed, zone),
              "'%s' records %s, stream usage %s, time zone %s, paths %s."
                  .formatted(
                      changed.name(),
                      EnumNames.lowerCase(changed.recording()),
                      usage(changed),
                      zone.getId(),
                      EnumNames.lowerCase(changed.paths())));
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
          Lookup lookup = new Lookup(database);
          Organization found = purge ? lookup.anyOrganization(text) : lookup.organization(text);
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
    var table = new Table("NAME", "ID", "RECORDING", "STREAM USAGE", "PATHS", "CREATED");
    organizations.forEach(
        o ->
            table.add(
                o.name(),
                o.id().toString(),
                EnumNames.lowerCase(o.recording()),
                usage(o),
                EnumNames.lowerCase(o.paths()),
                store.terminal().time(o.createdAt())));
    return table;
  }

  private static ObjectNode json(Organization organization) {
    return Json.object()
        .put("id", organization.id().toString())
        .put("name", organization.name())
        .put("created_at", organization.createdAt().toString());
  }

  private static ObjectNode fullJson(Organization organization, ZoneId zone) {
    return json(organization)
        .put("recording", EnumNames.lowerCase(organization.recording()))
        .put("stream_usage", organization.includeStreamUsage())
        .put("time_zone", zone.getId())
        .put("paths", EnumNames.lowerCase(organization.paths()));
  }

  private static String usage(Organization organization) {
    return organization.includeStreamUsage() ? "on" : "off";
  }
}
