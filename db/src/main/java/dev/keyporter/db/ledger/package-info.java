/** What was spent of limits, and the parts of them that processes have in hand. */
@NullMarked
package dev.keyporter.db.ledger;

import org.jspecify.annotations.NullMarked;
