/** Recorded requests as CSV and JSON. */
@NullMarked
package dev.keyporter.proxy.export;

import org.jspecify.annotations.NullMarked;
