/** Requests that would come back to where they came from. */
@NullMarked
package dev.keyporter.proxy.loop;

import org.jspecify.annotations.NullMarked;
