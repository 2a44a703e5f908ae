/** Small charts of plain regions, coloured by the theme: stacked bars, sparklines, shares. */
@NullMarked
package dev.keyporter.console.charts;

import org.jspecify.annotations.NullMarked;
