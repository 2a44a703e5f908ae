/** The desktop console, and where the program starts. */
@NullMarked
package dev.keyporter.console;

import org.jspecify.annotations.NullMarked;
