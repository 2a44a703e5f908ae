/** What was spent of limits, and who has the rest in hand. */
@NullMarked
package dev.keyporter.db.ledger;

import org.jspecify.annotations.NullMarked;
