package dev.keyporter.proxy.cli;

import dev.keyporter.model.account.Organization;
import picocli.CommandLine.Option;

/** The option that says which organization a command works in. */
final class OrganizationOption {
  @Option(
      names = "--org",
      paramLabel = "ORG",
      required = true,
      description = "The organization's id or name.")
  private String text = "";

  Organization find(Lookup lookup) {
    return lookup.organization(text);
  }

  /** Like {@link #find}, deleted ones included. */
  Organization findAny(Lookup lookup) {
    return lookup.anyOrganization(text);
  }
}
