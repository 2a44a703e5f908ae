/** The record of requests: rows, bodies, ratings and provider references. */
@NullMarked
package dev.keyporter.db.traffic;

import org.jspecify.annotations.NullMarked;
