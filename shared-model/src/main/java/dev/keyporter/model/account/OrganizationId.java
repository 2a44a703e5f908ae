package dev.keyporter.model.account;

import java.util.UUID;

/** Identifies an organization. */
public record OrganizationId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
