package dev.keyporter.proxy.cli;

import dev.keyporter.db.Database;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.User;
import dev.keyporter.model.cost.Usd;
import dev.keyporter.model.refusal.RefusedRequests;
import dev.keyporter.model.traffic.FilterKey;
import dev.keyporter.model.traffic.FilterParser;
import dev.keyporter.model.traffic.FilterTerm;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.proxy.export.Export;
import dev.keyporter.proxy.export.RefusalJson;
import dev.keyporter.proxy.export.RequestJson;
import dev.keyporter.proxy.export.RequestWalk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keyporter requests}. */
@Command(
    name = "requests",
    description = "List, show and export recorded requests, and list refused ones.")
final class RequestCommands {
  private final Store store;

  RequestCommands(Store store) {
    this.store = store;
  }

  /** Which requests are meant. */
  static final class FilterOptions {
    @Option(names = "--org", paramLabel = "ORG", description = "Only of this organization.")
    private @Nullable String organization;

    @Option(names = "--user", paramLabel = "USER", description = "Only of this user; with --org.")
    private @Nullable String user;

    @Option(names = "--model", paramLabel = "M", description = "Only of this model.")
    private @Nullable String model;

    @Option(
        names = "--status",
        paramLabel = "S",
        completionCandidates = EnumNames.OfRequestStatus.class,
        description = "Only with this status: pending, completed, failed, cancelled, interrupted.")
    private @Nullable RequestStatus status;

    @Option(
        names = "--since",
        paramLabel = "T",
        description = "Only from then on: 30m, 2h, 7d, 2026-01-31 or 2026-01-31T12:00:00Z.")
    private @Nullable Instant since;

    @Option(
        names = "--filter",
        paramLabel = "TEXT",
        description =
            "Only what this finds, as in the console's filter field:"
                + " 'status:failed model:gpt cost:>0.01 since:2h \"free words\"'.")
    private @Nullable String text;

    RequestFilter filter(Database database, FilterParser parser) {
      List<FilterTerm> terms = new ArrayList<>();
      var lookup = new Lookup(database);
      if (organization != null) {
        Organization found = lookup.anyOrganization(organization);
        terms.add(FilterTerm.Text.exactly(FilterKey.ORG, found.id().toString()));
        if (user != null) {
          User wanted = lookup.anyUser(found, user);
          terms.add(FilterTerm.Text.exactly(FilterKey.USER, wanted.id().toString()));
        }
      } else if (user != null) {
        throw Failure.usage("--user needs --org: each organization has users of its own.");
      }
      if (model != null) {
        terms.add(FilterTerm.Text.exactly(FilterKey.MODEL, model));
      }
      if (status != null) {
        terms.add(FilterTerm.Choice.status(status));
      }
      if (since != null) {
        terms.add(new FilterTerm.Since(since));
      }
      if (text != null) {
        terms.addAll(FilterWords.read(parser, text).terms());
      }
      return new RequestFilter(terms);
    }
  }

  @Command(
      description = "List requests, newest first.",
      footer = {"", "Example: keyporter requests list --status failed --since 2h"})
  void list(
      @Mixin FilterOptions options,
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "50",
              converter = LimitConverter.class,
              description = "At most this many. Default: 50.")
          int limit) {
    store.with(
        database -> {
          List<RequestSummary> found = new ArrayList<>();
          new RequestWalk(database.requests())
              .each(
                  options.filter(database, parser()),
                  limit,
                  found::add,
                  RequestWalk.Progress.UNWATCHED);
          store.printAll(
              found, RequestJson::of, this::table, "No request of that kind was recorded.");
        });
  }

  @Command(
      description = "Show one request with all that was recorded of it.",
      footer = {"", "Example: keyporter requests show resp_68af4030592c81938ec0a5fbab4a3e9f"})
  void show(
      @Parameters(paramLabel = "ID", description = "The request's id, req_…, or resp_….")
          String id) {
    store.with(
        database -> {
          RequestSummary request = find(database, id);
          var json = RequestJson.of(request);
          database.requests().exchange(request.id()).ifPresent(e -> RequestDetail.add(json, e));
          store.print(json, RequestDetail.words(json));
        });
  }

  @Command(
      description = "Write requests to standard output, newest first.",
      footer = {"", "Example: keyporter requests export --format csv --since 7d > week.csv"})
  void export(
      @Mixin FilterOptions options,
      @Option(
              names = "--format",
              paramLabel = "FORMAT",
              description = "csv, jsonl (one JSON object a line; the default), or json.")
          Export.@Nullable Format format) {
    refuseTwoForms(format);
    Export.Format fallback = store.isJson() ? Export.Format.JSON : Export.Format.JSONL;
    store.with(
        database -> {
          var export =
              Export.ofRequests(store.terminal().out(), format != null ? format : fallback);
          RequestFilter filter = options.filter(database, parser());
          export.begin();
          new RequestWalk(database.requests())
              .each(filter, Long.MAX_VALUE, export::write, RequestWalk.Progress.UNWATCHED);
          export.end();
        });
  }

  @Command(
      description = {
        "List requests that were refused before they were recorded: bad or revoked tokens, bad"
            + " headers and the like.",
        "They are counted by UTC day, cause, token, address and client program."
      },
      footer = {"", "Example: keyporter requests refused --since 7d"})
  void refused(
      @Mixin RefusalOptions options,
      @Option(
              names = "--format",
              paramLabel = "FORMAT",
              description = "csv, jsonl or json, in place of a table.")
          Export.@Nullable Format format) {
    refuseTwoForms(format);
    store.with(
        database -> {
          List<RefusedRequests> lines = options.find(database);
          if (format == null) {
            store.printAll(
                lines, RefusalJson::of, this::refusals, "No request of that kind was refused.");
          } else {
            var export = Export.ofRefusals(store.terminal().out(), format);
            export.begin();
            lines.forEach(export::write);
            export.end();
          }
        });
  }

  private void refuseTwoForms(Export.@Nullable Format format) {
    if (store.isJson() && format != null && format != Export.Format.JSON) {
      throw Failure.usage("--json prints one JSON value: leave --format out, or --json.");
    }
  }

  private Table refusals(List<RefusedRequests> lines) {
    var table =
        new Table(
            "LAST", "FIRST", "REQUESTS", "CAUSE", "TOKEN", "ORG", "ADDRESS", "PROGRAM", "PATH");
    for (RefusedRequests line : lines) {
      table.add(
          store.terminal().time(line.count().lastAt()),
          store.terminal().time(line.count().firstAt()),
          Long.toString(line.count().requests()),
          line.group().cause(),
          orDash(line.tokenName() == null ? line.group().tokenId() : line.tokenName()),
          orDash(line.organizationName()),
          orDash(line.group().address()),
          orDash(line.group().program()),
          orDash(line.count().path()));
    }
    return table;
  }

  private FilterParser parser() {
    return new FilterParser(store.terminal().clock(), store.terminal().zone());
  }

  private static RequestSummary find(Database database, String id) {
    return RequestId.parse(id)
        .flatMap(database.requests()::find)
        .or(() -> database.requests().findByResponseId(id, null))
        .orElseThrow(
            () ->
                new Failure(
                    "No request '" + id + "' is recorded: 'keyporter requests list' shows ids."));
  }

  private Table table(List<RequestSummary> requests) {
    var table =
        new Table("TIME", "REQUEST", "USER", "MODEL", "STATUS", "TOKENS", "COST", "MS", "RATING");
    for (RequestSummary request : requests) {
      table.add(
          store.terminal().time(request.createdAt()),
          request.id().toString(),
          orDash(request.userName()),
          orDash(request.model()),
          request.status().label()
              + (request.httpStatus() == null ? "" : " " + request.httpStatus()),
          request.usage() == null ? "-" : Long.toString(request.usage().total()),
          cost(request),
          request.duration() == null ? "-" : Long.toString(request.duration().toMillis()),
          orDash(request.rating()));
    }
    return table;
  }

  private static String cost(RequestSummary request) {
    Usd amount = request.cost().amount();
    return switch (request.cost().certainty()) {
      case EXACT -> "$" + amount;
      case ESTIMATED -> "~$" + amount;
      case UNKNOWN -> "unknown";
      case UNPRICED -> "unpriced";
      case NONE -> "-";
    };
  }

  private static String orDash(@Nullable Object value) {
    return value == null || value.equals("") ? "-" : value.toString();
  }
}
