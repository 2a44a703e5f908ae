/** The desktop program. */
@NullMarked
package dev.keyporter.console;

import org.jspecify.annotations.NullMarked;
