/** Encryption at rest, with a master key kept outside the database. */
@NullMarked
package dev.keyporter.db.secret;

import org.jspecify.annotations.NullMarked;
