package dev.keyporter.model.limit;

import dev.keyporter.model.access.AccessTokenId;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.UserId;
import java.util.UUID;

/** Whose requests a limit holds for. Of all that apply to a request, each must hold. */
public sealed interface LimitScope {
  /** Everybody in an organization, together. */
  record OfOrganization(OrganizationId organization) implements LimitScope {}

  /** One user, with whatever token. */
  record OfUser(UserId user) implements LimitScope {}

  /** One token, whoever calls with it. */
  record OfToken(AccessTokenId token) implements LimitScope {}

  /** The id of the organization, user or token. */
  default UUID id() {
    return switch (this) {
      case OfOrganization(OrganizationId organization) -> organization.value();
      case OfUser(UserId user) -> user.value();
      case OfToken(AccessTokenId token) -> token.value();
    };
  }

  /** The name used in the database, on the command line and over HTTP. */
  default String label() {
    return switch (this) {
      case OfOrganization _ -> "organization";
      case OfUser _ -> "user";
      case OfToken _ -> "token";
    };
  }

  /**
   * The scope of a label and an id.
   *
   * @throws IllegalArgumentException for any other label
   */
  static LimitScope of(String label, UUID id) {
    return switch (label) {
      case "organization" -> new OfOrganization(new OrganizationId(id));
      case "user" -> new OfUser(new UserId(id));
      case "token" -> new OfToken(new AccessTokenId(id));
      default -> throw new IllegalArgumentException("Nothing is limited by " + label + ".");
    };
  }
}
