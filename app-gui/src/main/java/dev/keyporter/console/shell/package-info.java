/**
 * The window's frame: sidebar, footer, command palette, shortcuts, and the way from place to place.
 */
@NullMarked
package dev.keyporter.console.shell;

import org.jspecify.annotations.NullMarked;
