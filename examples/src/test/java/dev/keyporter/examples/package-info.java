/** Runs the example programs, and the commands of the pages that explain them. */
@NullMarked
package dev.keyporter.examples;

import org.jspecify.annotations.NullMarked;
