/** What can go wrong, as the caller is told. */
@NullMarked
package dev.keyporter.proxy.error;

import org.jspecify.annotations.NullMarked;
