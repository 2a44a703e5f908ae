/** The keys' models, without a window. */
@NullMarked
package dev.keyporter.console.keys;

import org.jspecify.annotations.NullMarked;
