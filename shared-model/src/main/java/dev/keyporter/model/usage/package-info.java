/** Sums over recorded requests: how many, how long, how many tokens, at what cost. */
@NullMarked
package dev.keyporter.model.usage;

import org.jspecify.annotations.NullMarked;
