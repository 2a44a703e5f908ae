package dev.keyporter.console.connect;

import dev.keyporter.console.connect.guide.Tool;
import dev.keyporter.console.kit.Background;
import dev.keyporter.db.Database;
import dev.keyporter.model.access.AccessToken;
import dev.keyporter.model.access.AccessTokenId;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.User;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.traffic.FilterKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * What one can choose from.
 *
 * @param tokens of each organization, those that can be used, newest first
 * @param lastRequest of a tool: when a token that is called like it was used last
 * @param models asked for lately, then some that most providers have
 */
record Inventory(
    List<Organization> organizations,
    Map<OrganizationId, List<TokenChoice>> tokens,
    Map<Tool, Instant> lastRequest,
    List<String> models) {
  private static final List<String> COMMON_MODELS =
      List.of("gpt-4o-mini", "gpt-4o", "gpt-4.1-mini", "gpt-5", "gpt-5-mini");
  private static final int RECENT_MODELS = 12;

  static final Inventory NONE = new Inventory(List.of(), Map.of(), Map.of(), COMMON_MODELS);

  /** Looks what is there. Blocks. */
  static Inventory read(Database database, Instant now) {
    Background.mayBlock();
    List<Organization> organizations = database.organizations().list();
    Map<OrganizationId, List<TokenChoice>> tokens = new HashMap<>();
    Map<Tool, Instant> lastRequest = new EnumMap<>(Tool.class);
    for (Organization organization : organizations) {
      List<TokenChoice> usable = new ArrayList<>();
      for (AccessToken token : database.accessTokens().list(organization.id())) {
        remember(lastRequest, token);
        if (token.revokedAt() == null && token.expiresAt().isAfter(now)) {
          usable.add(choice(database, token));
        }
      }
      tokens.put(organization.id(), List.copyOf(usable));
    }
    SequencedSet<String> models =
        new LinkedHashSet<>(database.requests().suggestions(FilterKey.MODEL, "", RECENT_MODELS));
    models.addAll(COMMON_MODELS);
    return new Inventory(organizations, tokens, lastRequest, List.copyOf(models));
  }

  private static void remember(Map<Tool, Instant> lastRequest, AccessToken token) {
    Instant used = token.lastUsedAt();
    if (used == null) {
      return;
    }
    for (Tool tool : Tool.values()) {
      if (token.name().equals(tool.title())) {
        lastRequest.merge(tool, used, (one, other) -> one.isAfter(other) ? one : other);
      }
    }
  }

  private static TokenChoice choice(Database database, AccessToken token) {
    UserId bound = token.userId();
    return new TokenChoice(
        token, bound == null ? null : database.users().find(bound).map(User::name).orElse(null));
  }

  List<TokenChoice> tokensOf(OrganizationId organization) {
    return tokens.getOrDefault(organization, List.of());
  }

  /** The organization of that id, or else the only one. */
  Optional<Organization> organization(String id) {
    return organizations.stream()
        .filter(one -> organizations.size() == 1 || one.id().toString().equals(id))
        .findFirst();
  }

  /** The organization of a token that can be used. */
  Optional<Organization> organizationOf(AccessTokenId token) {
    return organizations.stream()
        .filter(
            one -> tokensOf(one.id()).stream().anyMatch(each -> each.token().id().equals(token)))
        .findFirst();
  }
}
