/**
 * Strangers' texts made fit for the window, whatever is in them, and the watch over all it shows.
 */
@NullMarked
package dev.keyporter.console.lettering;

import org.jspecify.annotations.NullMarked;
