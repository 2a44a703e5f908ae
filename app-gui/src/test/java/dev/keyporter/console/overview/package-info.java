/** Overview, before and after the first request. */
@NullMarked
package dev.keyporter.console.overview;

import org.jspecify.annotations.NullMarked;
