/** What the program says about itself. */
@NullMarked
package dev.keyporter.console.about;

import org.jspecify.annotations.NullMarked;
