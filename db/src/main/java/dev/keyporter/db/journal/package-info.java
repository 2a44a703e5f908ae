/** The journal in front of the embedded database: what is recorded is durable here first. */
@NullMarked
package dev.keyporter.db.journal;

import org.jspecify.annotations.NullMarked;
