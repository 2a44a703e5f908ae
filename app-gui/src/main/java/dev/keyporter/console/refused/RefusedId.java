package dev.keyporter.console.refused;

import dev.keyporter.model.refusal.RefusalGroup;

/** Identifies a line: what its requests have in common. As text it is what copying a line gives. */
record RefusedId(RefusalGroup group) {
  @Override
  public String toString() {
    String token = group.tokenId() == null ? "" : group.tokenId().toString();
    return String.join(
        "\t", group.day().toString(), group.cause(), token, group.address(), group.program());
  }
}
