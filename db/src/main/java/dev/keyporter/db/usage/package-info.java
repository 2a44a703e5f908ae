/** Sums of recorded requests, kept in the transaction that records them, and their queries. */
@NullMarked
package dev.keyporter.db.usage;

import org.jspecify.annotations.NullMarked;
