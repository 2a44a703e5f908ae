package dev.keyporter.proxy.cli;

import dev.keyporter.model.account.User;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What says which user is meant. */
final class UserOptions {
  @Mixin private final OrganizationOption organization = new OrganizationOption();

  @Parameters(
      index = "0",
      paramLabel = "USER",
      description = "The user's name, as sent in X-User-ID, or id.")
  private String text = "";

  User find(Lookup lookup) {
    return lookup.user(organization.find(lookup), text);
  }

  /** Like {@link #find}, deleted ones included. */
  User findAny(Lookup lookup) {
    return lookup.anyUser(organization.findAny(lookup), text);
  }
}
