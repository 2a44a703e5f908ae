/** From nothing to the first answered request: organization, key, token, request. */
@NullMarked
package dev.keyporter.console.overview.firstrun;

import org.jspecify.annotations.NullMarked;
