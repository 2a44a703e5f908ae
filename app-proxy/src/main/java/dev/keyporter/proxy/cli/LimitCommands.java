package dev.keyporter.proxy.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyporter.db.Database;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.UserState;
import dev.keyporter.model.limit.BudgetState;
import dev.keyporter.model.limit.LimitKind;
import dev.keyporter.model.limit.LimitScope;
import dev.keyporter.model.limit.Limits;
import dev.keyporter.model.limit.Limits.Unpriced;
import dev.keyporter.model.limit.ScopedLimits;
import dev.keyporter.proxy.cli.LimitSubject.Found;
import dev.keyporter.proxy.export.LimitJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code keyporter limit}. */
@Command(
    name = "limit",
    description = "Set, list and clear what organizations, users and tokens may spend and ask for.")
final class LimitCommands {
  private final Store store;

  LimitCommands(Store store) {
    this.store = store;
  }

  @Command(
      description = {
        "Set limits of an organization, a user or a token; those not named stay as they are.",
        "Of all that apply to a request each must hold. What was spent in the running day and month"
            + " counts; a total counts from when it is first set."
      },
      footer = {
        "",
        "Example: keyporter limit set --org Acme --user alice --usd-per-month 50 --models"
            + " 'gpt-5*,o4-mini'"
      })
  void set(@Mixin LimitSubject subject, @Mixin LimitOptions options) {
    if (options.isEmpty()) {
      throw Failure.usage("Say what to limit, for example with --usd-per-month.");
    }
    options.check();
    store.with(
        database -> {
          Found found = subject.find(new Lookup(database));
          database
              .limits()
              .change(found.scope(), found.organization().id(), found.name(), options::over);
          print(database, found);
        });
  }

  @Command(
      description = {
        "Take away limits of an organization, a user or a token: all of them, or those named.",
        "A total that is set again counts from then on."
      },
      footer = {"", "Example: keyporter limit clear --org Acme --only usd_per_day --only models"})
  void clear(
      @Mixin LimitSubject subject,
      @Option(
              names = "--only",
              paramLabel = "NAME",
              description =
                  "Take away only this: usd_per_day, usd_per_month, usd_total,"
                      + " requests_per_minute, tokens_per_minute, concurrent_requests, models or"
                      + " unpriced. May be given several times.")
          List<String> only) {
    List<String> names = only == null ? List.of() : only;
    UnaryOperator<Limits> edit = _ -> Limits.NONE;
    if (!names.isEmpty()) {
      List<UnaryOperator<Limits>> edits = names.stream().map(LimitCommands::without).toList();
      edit =
          limits -> {
            Limits left = limits;
            for (UnaryOperator<Limits> one : edits) {
              left = one.apply(left);
            }
            return left;
          };
    }
    UnaryOperator<Limits> clearing = edit;
    store.with(
        database -> {
          Found found = subject.find(new Lookup(database));
          database
              .limits()
              .change(found.scope(), found.organization().id(), found.name(), clearing);
          print(database, found);
        });
  }

  private static UnaryOperator<Limits> without(String text) {
    String name = text.strip().replace('-', '_');
    return switch (name) {
      case "models" -> limits -> limits.withModels(null);
      case "unpriced" -> limits -> limits.withUnpriced(Unpriced.ALLOW);
      case "concurrent" -> limits -> limits.with(LimitKind.CONCURRENT_REQUESTS, null);
      default -> {
        LimitKind kind =
            LimitKind.ofLabel(name)
                .orElseThrow(
                    () ->
                        Failure.usage(
                            "There is no limit named '" + text + "'. '--help' lists them."));
        yield limits -> limits.with(kind, null);
      }
    };
  }

  @Command(
      description = "List the limits of an organization, its users and its tokens.",
      footer = {"", "Example: keyporter limit list --org Acme --json"})
  void list(@Mixin OrganizationOption org) {
    store.with(
        database -> {
          Organization organization = org.find(new Lookup(database));
          List<Line> lines = lines(database, organization);
          store.printAll(
              lines,
              line -> LimitJson.of(line.limits, line.name, line.states),
              this::table,
              "There is no limit yet. 'keyporter limit set --org ORG' sets one.");
        });
  }

  /** One scope's limits, as they are shown. */
  private record Line(ScopedLimits limits, String name, List<BudgetState> states) {}

  private List<Line> lines(Database database, Organization organization) {
    Instant now = store.terminal().clock().instant();
    var lines = new ArrayList<Line>();
    for (ScopedLimits limits : database.limits().of(organization.id())) {
      name(database, organization, limits.scope())
          .ifPresent(name -> lines.add(new Line(limits, name, database.budgets().of(limits, now))));
    }
    lines.sort(
        Comparator.comparingInt((Line line) -> rank(line.limits.scope()))
            .thenComparing(Line::name));
    return lines;
  }

  private static int rank(LimitScope scope) {
    return switch (scope) {
      case LimitScope.OfOrganization _ -> 0;
      case LimitScope.OfUser _ -> 1;
      case LimitScope.OfToken _ -> 2;
    };
  }

  /** Empty for a user or token that nobody can call with any more. */
  private static Optional<String> name(
      Database database, Organization organization, LimitScope scope) {
    return switch (scope) {
      case LimitScope.OfOrganization _ -> Optional.of(organization.name());
      case LimitScope.OfUser(var id) ->
          database
              .users()
              .find(id)
              .filter(user -> user.state() != UserState.DELETED)
              .map(user -> user.name());
      case LimitScope.OfToken(var id) ->
          database
              .accessTokens()
              .find(id)
              .filter(token -> token.revokedAt() == null)
              .map(token -> token.name());
    };
  }

  private void print(Database database, Found found) {
    Instant now = store.terminal().clock().instant();
    ScopedLimits limits =
        database
            .limits()
            .find(found.scope())
            .orElseGet(
                () ->
                    new ScopedLimits(
                        found.scope(),
                        found.organization().id(),
                        database.limits().zone(found.organization().id()),
                        now,
                        Limits.NONE));
    ObjectNode json = LimitJson.of(limits, found.name(), database.budgets().of(limits, now));
    store.print(
        json,
        "Limits of the %s '%s': %s."
            .formatted(found.scope().label(), found.name(), words(limits.limits())));
  }

  private static String words(Limits limits) {
    var words = new ArrayList<String>();
    for (LimitKind kind : LimitKind.values()) {
      var amount = limits.amount(kind);
      if (amount != null) {
        words.add(kind.label() + " " + amount.toPlainString());
      }
    }
    if (limits.models() != null) {
      words.add("models " + limits.models());
    }
    if (limits.unpriced() == Unpriced.REFUSE) {
      words.add("unpriced refuse");
    }
    return words.isEmpty() ? "none" : String.join(", ", words);
  }

  private Table table(List<Line> lines) {
    var table = new Table("OF", "NAME", "LIMITS", "SPENT", "BEGINS ANEW");
    for (Line line : lines) {
      table.add(
          line.limits.scope().label(),
          line.name,
          words(line.limits.limits()),
          line.states.stream()
              .map(state -> state.spent() + " of " + state.limit())
              .collect(Collectors.joining(", ")),
          line.states.stream()
              .flatMap(state -> Optional.ofNullable(state.period().end()).stream())
              .map(store.terminal()::time)
              .collect(Collectors.joining(", ")));
    }
    return table;
  }
}
