/** Provider keys, access tokens and signing secrets. */
@NullMarked
package dev.keyporter.db.access;

import org.jspecify.annotations.NullMarked;
