/** The shared database: H2 in a file, or PostgreSQL. */
@NullMarked
package dev.keyporter.db;

import org.jspecify.annotations.NullMarked;
