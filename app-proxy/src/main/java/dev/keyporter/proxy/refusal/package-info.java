/** Counts requests that were refused before they had a row on record. */
@NullMarked
package dev.keyporter.proxy.refusal;

import org.jspecify.annotations.NullMarked;
