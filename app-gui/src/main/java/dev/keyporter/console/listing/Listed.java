package dev.keyporter.console.listing;

import dev.keyporter.model.account.Organization;
import java.util.List;

/** The lines of a list and the organizations they are in. */
record Listed<T>(List<Organization> organizations, List<T> lines) {
  Listed {
    organizations = List.copyOf(organizations);
    lines = List.copyOf(lines);
  }
}
