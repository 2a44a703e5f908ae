/** Requests that were refused before they had a row on record: counted, not listed one by one. */
@NullMarked
package dev.keyporter.model.refusal;

import org.jspecify.annotations.NullMarked;
