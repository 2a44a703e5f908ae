/** The tokens' list. */
@NullMarked
package dev.keyporter.console.tokens;

import org.jspecify.annotations.NullMarked;
