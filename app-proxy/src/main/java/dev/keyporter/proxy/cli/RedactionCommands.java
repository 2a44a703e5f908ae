package dev.keyporter.proxy.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyporter.db.Database;
import dev.keyporter.db.engine.RowIds;
import dev.keyporter.model.NameRule;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.traffic.RedactionRule;
import dev.keyporter.proxy.export.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keyporter redaction}. */
@Command(
    name = "redaction",
    description = "Add, list and delete rules for what is replaced before bodies are recorded.")
final class RedactionCommands {
  private static final String ALL = "all";

  private final Store store;

  RedactionCommands(Store store) {
    this.store = store;
  }

  @Command(
      description = {
        "Add a rule: what matches is replaced in what is recorded from now on.",
        "What client and provider exchange is never changed; what is recorded already stays."
      },
      footer = {
        "",
        "Example: keyporter redaction add --org Acme \"card number\" '\\b\\d{4}( ?\\d{4}){3}\\b'"
      })
  void add(
      @Option(
              names = "--org",
              paramLabel = "ORG",
              description = "The organization it is for. Default: all, later ones included.")
          @Nullable String org,
      @Parameters(index = "0", paramLabel = "NAME", description = "What you call it.") String name,
      @Parameters(
              index = "1",
              paramLabel = "PATTERN",
              description = "A regular expression as Java knows them.")
          String pattern,
      @Option(
              names = "--replacement",
              paramLabel = "TEXT",
              defaultValue = "[redacted]",
              description = "What takes the place of each match. Default: ${DEFAULT-VALUE}.")
          String replacement) {
    store.with(
        database -> {
          OrganizationId organization =
              org == null ? null : new Lookup(database).organization(org).id();
          var rule =
              new RedactionRule(
                  RowIds.next(),
                  organization,
                  NameRule.REDACTION_RULE.check(name),
                  pattern,
                  replacement,
                  store.terminal().clock().instant());
          database.redactionRules().create(rule);
          store.print(json(rule), "Added redaction rule '" + rule.name() + "': " + rule.id());
        });
  }

  @Command(
      description = "List the rules in the order in which they are applied.",
      footer = {"", "Example: keyporter redaction list --org Acme"})
  void list(
      @Option(
              names = "--org",
              paramLabel = "ORG",
              description = "Only those that hold for this organization.")
          @Nullable String org) {
    store.with(
        database ->
            store.printAll(
                org == null
                    ? database.redactionRules().list()
                    : database.redactionRules().of(new Lookup(database).organization(org).id()),
                RedactionCommands::json,
                rules -> table(rules, database),
                "There is no redaction rule. 'keyporter redaction add NAME PATTERN' makes one."));
  }

  @Command(
      description = "Delete a rule: it is not applied from now on.",
      footer = {"", "Example: keyporter redaction delete \"card number\" --yes"})
  void delete(
      @Parameters(paramLabel = "RULE", description = "Its id, or a name only one has.") String text,
      @Option(names = "--yes", description = "Do not ask.") boolean yes) {
    store.with(
        database -> {
          RedactionRule rule = new Lookup(database).redactionRule(text);
          store
              .terminal()
              .confirm(
                  "Delete redaction rule '" + rule.name() + "' and record what it replaced?", yes);
          database.redactionRules().delete(rule.id());
          store.print(
              Json.object().put("id", rule.id().toString()).put("deleted", true),
              "Deleted redaction rule '" + rule.name() + "'.");
        });
  }

  private static Table table(List<RedactionRule> rules, Database database) {
    var table = new Table("NAME", "FOR", "PATTERN", "REPLACEMENT", "ID");
    rules.forEach(
        rule ->
            table.add(
                rule.name(),
                organizationName(rule.organizationId(), database),
                rule.pattern(),
                rule.replacement(),
                rule.id().toString()));
    return table;
  }

  private static String organizationName(@Nullable OrganizationId id, Database database) {
    return id == null
        ? ALL
        : database.organizations().find(id).map(Organization::name).orElse(id.toString());
  }

  private static ObjectNode json(RedactionRule rule) {
    OrganizationId organization = rule.organizationId();
    return Json.object()
        .put("id", rule.id().toString())
        .put("organization_id", organization == null ? null : organization.toString())
        .put("name", rule.name())
        .put("pattern", rule.pattern())
        .put("replacement", rule.replacement())
        .put("created_at", rule.createdAt().toString());
  }
}
