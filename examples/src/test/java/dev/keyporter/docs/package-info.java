/** Runs every command that the pages under {@code docs} show, and compares what they print. */
@NullMarked
package dev.keyporter.docs;

import org.jspecify.annotations.NullMarked;
