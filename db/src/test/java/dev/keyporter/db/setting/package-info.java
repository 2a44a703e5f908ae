/** Tests of what is set in the database. */
@NullMarked
package dev.keyporter.db.setting;

import org.jspecify.annotations.NullMarked;
