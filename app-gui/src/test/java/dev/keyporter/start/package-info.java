/** The scripts that start the program from a checkout. */
@NullMarked
package dev.keyporter.start;

import org.jspecify.annotations.NullMarked;
