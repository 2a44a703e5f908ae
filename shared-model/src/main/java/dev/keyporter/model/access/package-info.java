/** Provider keys and access tokens: what a caller may use. */
@NullMarked
package dev.keyporter.model.access;

import org.jspecify.annotations.NullMarked;
