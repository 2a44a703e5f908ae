/** Tests of what all screens work on. */
@NullMarked
package dev.keyporter.console.workspace;

import org.jspecify.annotations.NullMarked;
