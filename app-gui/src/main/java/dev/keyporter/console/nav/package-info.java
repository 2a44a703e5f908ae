/** Where one can go in the console, and how. Screens know each other only by these places. */
@NullMarked
package dev.keyporter.console.nav;

import org.jspecify.annotations.NullMarked;
