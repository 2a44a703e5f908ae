package dev.keyporter.model.refusal;

import dev.keyporter.model.access.AccessTokenId;
import dev.keyporter.model.account.OrganizationId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What refused requests have in common that are counted together.
 *
 * @param day in UTC
 * @param cause the error's code; 1 to 64 characters
 * @param tokenId of a token of ours, expired, revoked or valid; null where none came, or none whose
 *     signature holds
 * @param organizationId of that token; null where there is none
 * @param address the client's, without a port; empty where it is not kept; {@link #OTHERS} where
 *     several are counted together; at most 64 characters
 * @param program what the client calls itself; empty where it says nothing or it is not kept;
 *     {@link #OTHERS} where several are counted together; at most 120 characters
 */
public record RefusalGroup(
    LocalDate day,
    String cause,
    @Nullable AccessTokenId tokenId,
    @Nullable OrganizationId organizationId,
    String address,
    String program) {
  /** Stands for those beyond the number that are told apart. No client can send it. */
  public static final String OTHERS = "…";

  public static final int MAX_CAUSE = 64;
  public static final int MAX_ADDRESS = 64;
  public static final int MAX_PROGRAM = 120;

  public RefusalGroup {
    if (cause.isEmpty()
        || cause.length() > MAX_CAUSE
        || address.length() > MAX_ADDRESS
        || program.length() > MAX_PROGRAM) {
      throw new IllegalArgumentException("A part of the group is empty or too long.");
    }
    if ((tokenId == null) != (organizationId == null)) {
      throw new IllegalArgumentException("A token belongs to an organization.");
    }
  }

  /** Whether an address or program is that of one client, neither left out nor of several. */
  public static boolean isOne(String addressOrProgram) {
    return !addressOrProgram.isEmpty() && !addressOrProgram.equals(OTHERS);
  }

  /** The same, whatever the program. */
  RefusalGroup ofAnyProgram() {
    return new RefusalGroup(day, cause, tokenId, organizationId, address, OTHERS);
  }

  /** The same, whatever the address and program. */
  RefusalGroup ofAnyAddress() {
    return new RefusalGroup(day, cause, tokenId, organizationId, OTHERS, OTHERS);
  }

  /** The same, whatever the token, address and program. */
  RefusalGroup ofAnyToken() {
    return new RefusalGroup(day, cause, null, null, OTHERS, OTHERS);
  }
}
