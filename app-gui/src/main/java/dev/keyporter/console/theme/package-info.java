/**
 * How the console looks: AtlantaFX's Primer, our tokens on top, light or dark, at any text size.
 */
@NullMarked
package dev.keyporter.console.theme;

import org.jspecify.annotations.NullMarked;
