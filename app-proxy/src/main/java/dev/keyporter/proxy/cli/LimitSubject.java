package dev.keyporter.proxy.cli;

import dev.keyporter.model.access.AccessToken;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.User;
import dev.keyporter.model.limit.LimitScope;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say whose limits a command is about. */
final class LimitSubject {
  @Mixin private final OrganizationOption organization = new OrganizationOption();

  @ArgGroup private @Nullable Part part;

  /** One of the organization's. */
  static final class Part {
    @Option(names = "--user", paramLabel = "USER", description = "The limits of this user.")
    private @Nullable String user;

    @Option(
        names = "--token",
        paramLabel = "TOKEN",
        description = "The limits of this token, by its id, or a name only one has.")
    private @Nullable String token;
  }

  /**
   * What was found.
   *
   * @param name the organization's, user's or token's
   */
  record Found(Organization organization, LimitScope scope, String name) {}

  Found find(Lookup lookup) {
    Organization in = organization.find(lookup);
    if (part != null && part.user != null) {
      User user = lookup.user(in, part.user);
      return new Found(in, new LimitScope.OfUser(user.id()), user.name());
    }
    if (part != null && part.token != null) {
      AccessToken token = lookup.token(part.token);
      if (!token.organizationId().equals(in.id())) {
        throw new Failure("The token '" + token.name() + "' is not of '" + in.name() + "'.");
      }
      return new Found(in, new LimitScope.OfToken(token.id()), token.name());
    }
    return new Found(in, new LimitScope.OfOrganization(in.id()), in.name());
  }
}
