/** A call of the playground: built as JSON, sent to the proxy, read as it is answered. */
@NullMarked
package dev.keyporter.console.playground.call;

import org.jspecify.annotations.NullMarked;
