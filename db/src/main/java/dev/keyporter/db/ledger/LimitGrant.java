package dev.keyporter.db.ledger;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a process has of a limit after a claim.
 *
 * @param granted all it has, what it keeps included
 * @param used of money, what of it was spent by requests whose end is on record
 * @param given how much more it got: what was wanted or more, or less where there is not enough
 * @param limit null where there is no such limit any more: then everything is given
 * @param spent of money, by all processes
 * @param reserved what all processes have in hand after the claim
 */
public record LimitGrant(
    BigDecimal granted,
    BigDecimal used,
    BigDecimal given,
    @Nullable BigDecimal limit,
    BigDecimal spent,
    BigDecimal reserved) {}
