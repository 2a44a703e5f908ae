/** Tests of the playground. */
@NullMarked
package dev.keyporter.console.playground.call;

import org.jspecify.annotations.NullMarked;
