/** The small charts. */
@NullMarked
package dev.keyporter.console.charts;

import org.jspecify.annotations.NullMarked;
