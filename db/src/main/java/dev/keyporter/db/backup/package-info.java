/** Copies of the whole database in one file that every kind of database can read again. */
@NullMarked
package dev.keyporter.db.backup;

import org.jspecify.annotations.NullMarked;
