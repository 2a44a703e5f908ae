/** What screens are made of. */
@NullMarked
package dev.keyporter.console.kit;

import org.jspecify.annotations.NullMarked;
