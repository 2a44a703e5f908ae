/** What the console's tests run on: the real application without a display. */
@NullMarked
package dev.keyporter.console.testing;

import org.jspecify.annotations.NullMarked;
