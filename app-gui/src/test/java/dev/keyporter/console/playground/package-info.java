/** Tests of the playground. */
@NullMarked
package dev.keyporter.console.playground;

import org.jspecify.annotations.NullMarked;
