/** Limits, from requests on the wire to the record. */
@NullMarked
package dev.keyporter.proxy.limit;

import org.jspecify.annotations.NullMarked;
