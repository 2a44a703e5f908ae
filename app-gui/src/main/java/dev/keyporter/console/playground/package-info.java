/** Talking to a model through the running proxy, as any tool would, with everything in sight. */
@NullMarked
package dev.keyporter.console.playground;

import org.jspecify.annotations.NullMarked;
