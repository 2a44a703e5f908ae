/** Provider keys: whose they are, which one serves, whether they work, what they cost. */
@NullMarked
package dev.keyporter.console.keys;

import org.jspecify.annotations.NullMarked;
