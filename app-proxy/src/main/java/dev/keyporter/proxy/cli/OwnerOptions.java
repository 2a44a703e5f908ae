package dev.keyporter.proxy.cli;

import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.User;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say for whom a key or a token is made, and what it is called. */
final class OwnerOptions {
  /** Names of tokens and keys have at most this many characters. */
  static final int MAX_NAME = 200;

  @Mixin private final OrganizationOption organization = new OrganizationOption();

  @Option(
      names = "--user",
      paramLabel = "USER",
      description = "The one user it is for, made if new. Default: all of the organization.")
  private @Nullable String userName;

  @Option(names = "--name", paramLabel = "N", description = "What you call it.")
  private @Nullable String name;

  /** Ends the command where the name is not one. */
  void check() {
    if (name != null && (name.isBlank() || name.length() > MAX_NAME)) {
      throw Failure.usage("A name has 1 to " + MAX_NAME + " characters.");
    }
    if (name != null && name.chars().anyMatch(Character::isISOControl)) {
      throw Failure.usage("A name holds no line breaks or the like.");
    }
  }

  Organization organization(Lookup lookup) {
    return organization.find(lookup);
  }

  /** The one user; null for all. */
  @Nullable User user(Lookup lookup, Organization of) {
    return userName == null ? null : lookup.userOrNew(of, userName);
  }

  /** What it is called; cut to the longest name where nobody says. */
  String name(String otherwise) {
    return name != null ? name : otherwise.substring(0, Math.min(otherwise.length(), MAX_NAME));
  }
}
