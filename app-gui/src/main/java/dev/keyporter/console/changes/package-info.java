/** The log of administrative changes: who changed what, when. */
@NullMarked
package dev.keyporter.console.changes;

import org.jspecify.annotations.NullMarked;
