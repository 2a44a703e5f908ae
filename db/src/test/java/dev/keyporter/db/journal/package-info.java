/** Tests of the journal in front of the embedded database. */
@NullMarked
package dev.keyporter.db.journal;

import org.jspecify.annotations.NullMarked;
