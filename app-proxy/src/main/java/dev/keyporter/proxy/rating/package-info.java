/** What users thought of answers. */
@NullMarked
package dev.keyporter.proxy.rating;

import org.jspecify.annotations.NullMarked;
