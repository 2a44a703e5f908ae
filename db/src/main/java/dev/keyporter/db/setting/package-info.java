/**
 * What is set for all processes that share the database: retention, and prices of the user's own.
 */
@NullMarked
package dev.keyporter.db.setting;

import org.jspecify.annotations.NullMarked;
