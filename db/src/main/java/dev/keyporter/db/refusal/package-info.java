/** Counts of requests that were refused before they had a row on record. */
@NullMarked
package dev.keyporter.db.refusal;

import org.jspecify.annotations.NullMarked;
