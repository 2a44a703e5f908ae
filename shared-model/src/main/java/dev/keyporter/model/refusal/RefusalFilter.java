package dev.keyporter.model.refusal;

import dev.keyporter.model.access.AccessTokenId;
import dev.keyporter.model.account.OrganizationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which refused requests are meant; null leaves a property open.
 *
 * @param organizationId whose tokens they came with
 * @param since groups whose last request came then or later
 * @param until groups whose first request came before; a group is a day's, so that a period that
 *     begins or ends within a day takes in all of its groups
 * @param text a part of cause, address, program or path, or of the token's or organization's name,
 *     in any case; empty for all
 */
public record RefusalFilter(
    @Nullable OrganizationId organizationId,
    @Nullable AccessTokenId tokenId,
    @Nullable Instant since,
    @Nullable Instant until,
    String text) {
  public static final RefusalFilter ALL = new RefusalFilter(null, null, null, null, "");

  /** Those that say something. */
  public static RefusalFilter saying(String text) {
    return new RefusalFilter(null, null, null, null, text);
  }
}
