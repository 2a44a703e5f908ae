/** The way to the provider: its connections. */
@NullMarked
package dev.keyporter.proxy.upstream;

import org.jspecify.annotations.NullMarked;
