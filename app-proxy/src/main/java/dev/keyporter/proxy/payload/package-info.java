/** What requests and answers say: read from a copy, never changing a byte but one. */
@NullMarked
package dev.keyporter.proxy.payload;

import org.jspecify.annotations.NullMarked;
