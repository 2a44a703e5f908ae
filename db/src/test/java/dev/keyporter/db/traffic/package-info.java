/** Tests of the record, on H2 and on PostgreSQL. */
@NullMarked
package dev.keyporter.db.traffic;

import org.jspecify.annotations.NullMarked;
