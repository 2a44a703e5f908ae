/** Admits or refuses requests by their limits, before the provider is asked. */
@NullMarked
package dev.keyporter.proxy.limit;

import org.jspecify.annotations.NullMarked;
