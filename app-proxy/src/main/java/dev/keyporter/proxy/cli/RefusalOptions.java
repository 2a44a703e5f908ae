package dev.keyporter.proxy.cli;

import dev.keyporter.db.Database;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.refusal.RefusalFilter;
import dev.keyporter.model.refusal.RefusedRequests;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which refused requests are meant. */
final class RefusalOptions {
  @Option(
      names = "--org",
      paramLabel = "ORG",
      description = "Only with tokens of this organization, which may be deleted.")
  private @Nullable String organization;

  @Option(
      names = "--since",
      paramLabel = "T",
      description = "Only where the last one came then or later.")
  private @Nullable Instant since;

  @Option(
      names = "--filter",
      paramLabel = "TEXT",
      description =
          "Only with this text in cause, address, program, path, or the name of token or"
              + " organization.")
  private String text = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = LimitConverter.class,
      description = "At most this many lines, the latest. Default: all.")
  private int limit = Integer.MAX_VALUE;

  List<RefusedRequests> find(Database database) {
    OrganizationId whose =
        organization == null ? null : new Lookup(database).anyOrganization(organization).id();
    return database.refusals().list(new RefusalFilter(whose, null, since, null, text), limit);
  }
}
