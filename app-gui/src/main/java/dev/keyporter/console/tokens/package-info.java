/** Access tokens: issued, shown once, used by whom, ending when, revoked. */
@NullMarked
package dev.keyporter.console.tokens;

import org.jspecify.annotations.NullMarked;
