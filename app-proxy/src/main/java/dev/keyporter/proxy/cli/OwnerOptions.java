package dev.keyporter.proxy.cli;

import dev.keyporter.model.NameRule;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.User;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say for whom a key or a token is made, and what it is called. */
final class OwnerOptions {
  @Mixin private final OrganizationOption organization = new OrganizationOption();

  @Option(
      names = "--user",
      paramLabel = "USER",
      description = "The one user it is for, made if new. Default: all of the organization.")
  private @Nullable String userName;

  @Option(names = "--name", paramLabel = "N", description = "What you call it.")
  private @Nullable String name;

  /** Ends the command where the user's name, or what it is called, is no name. */
  void check(NameRule kind) {
    if (userName != null) {
      NameRule.USER.check(userName);
    }
    try {
      if (name != null) {
        kind.check(name);
      }
    } catch (IllegalArgumentException wrong) {
      throw Failure.usage(String.valueOf(wrong.getMessage()));
    }
  }

  Organization organization(Lookup lookup) {
    return organization.find(lookup);
  }

  /** The one user; null for all. */
  @Nullable User user(Lookup lookup, Organization of) {
    return userName == null ? null : lookup.userOrNew(of, userName.strip());
  }

  /** What it is called; cut to the longest name where nobody says. */
  String name(NameRule kind, String otherwise) {
    return name != null ? name : kind.fit(otherwise);
  }
}
