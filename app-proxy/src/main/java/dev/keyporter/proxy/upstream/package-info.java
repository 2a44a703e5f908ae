/** The way to the provider: connections and the headers that pass. */
@NullMarked
package dev.keyporter.proxy.upstream;

import org.jspecify.annotations.NullMarked;
