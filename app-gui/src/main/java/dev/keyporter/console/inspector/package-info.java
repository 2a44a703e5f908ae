/** One request under the glass: what it took and cost, what was said, and every byte of it. */
@NullMarked
package dev.keyporter.console.inspector;

import org.jspecify.annotations.NullMarked;
