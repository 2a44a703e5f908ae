/** The limits that are set for organizations, users and tokens. */
@NullMarked
package dev.keyporter.db.limit;

import org.jspecify.annotations.NullMarked;
