package dev.keyporter.console.overview.firstrun;

import dev.keyporter.console.kit.Background;
import dev.keyporter.db.Database;
import dev.keyporter.model.access.AccessToken;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.ProviderKind;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.User;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.traffic.FilterKey;
import dev.keyporter.model.traffic.FilterTerm;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far one has come, whoever did the steps: this window, the command line, another console.
 *
 * @param organization the one that has come furthest; the other things are its own
 * @param key the newest active key that serves everybody, or else any active one
 * @param token the newest that can be used
 * @param tokenUser the user the token is bound to, if any
 * @param request an answered one, or else the newest, of any organization
 */
public record Progress(
    @Nullable Organization organization,
    @Nullable ProviderKey key,
    @Nullable AccessToken token,
    @Nullable User tokenUser,
    @Nullable RequestSummary request) {
  /** Nothing is there yet. */
  public static final Progress NONE = new Progress(null, null, null, null, null);

  private static final RequestFilter ANSWERED =
      RequestFilter.of(
          new FilterTerm.Choice(FilterKey.STATUS, false, List.of(RequestStatus.COMPLETED.label())));

  /** Looks what is there. */
  public static Progress read(Database database, Instant now) {
    Background.mayBlock();
    RequestSummary request =
        newest(database, ANSWERED).or(() -> newest(database, RequestFilter.ALL)).orElse(null);
    Progress furthest = new Progress(null, null, null, null, request);
    for (Organization organization : database.organizations().list()) {
      Progress progress = of(database, organization, request, now);
      if (furthest.organization == null || progress.made() > furthest.made()) {
        furthest = progress;
      }
    }
    return furthest;
  }

  private static Optional<RequestSummary> newest(Database database, RequestFilter filter) {
    return database.requests().page(filter, null, 1).rows().stream().findFirst();
  }

  private static Progress of(
      Database database, Organization organization, @Nullable RequestSummary request, Instant now) {
    List<ProviderKey> active =
        database.providerKeys().list(organization.id()).stream()
            .filter(ProviderKey::isActive)
            .toList();
    ProviderKey key =
        database
            .providerKeys()
            .activeFor(organization.id(), null, ProviderKind.OPENAI)
            .or(() -> active.stream().findFirst())
            .orElse(null);
    AccessToken token =
        database.accessTokens().list(organization.id()).stream()
            .filter(one -> one.revokedAt() == null && one.expiresAt().isAfter(now))
            .findFirst()
            .orElse(null);
    UserId bound = token == null ? null : token.userId();
    User user = bound == null ? null : database.users().find(bound).orElse(null);
    return new Progress(organization, key, token, user, request);
  }

  private int made() {
    return (key == null ? 0 : 1) + (token == null ? 0 : 1);
  }

  /** Whether a request was answered: then there is nothing left to do here. */
  public boolean isDone() {
    return request != null && request.status() == RequestStatus.COMPLETED;
  }

  /** Whether what the step makes is there. A key that the provider rejects is as good as none. */
  public boolean has(Step step) {
    return switch (step) {
      case ORGANIZATION -> organization != null;
      case KEY -> key != null && key.rejectedAt() == null;
      case TOKEN -> token != null;
      case REQUEST -> isDone();
    };
  }

  /** The first step that is not done; the last one when all are. */
  public Step current() {
    for (Step step : Step.values()) {
      if (!has(step)) {
        return step;
      }
    }
    return Step.REQUEST;
  }
}
