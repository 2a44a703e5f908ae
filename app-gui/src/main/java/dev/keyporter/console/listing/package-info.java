/** What organizations, users, keys and tokens have in common: a list, and one thing beside it. */
@NullMarked
package dev.keyporter.console.listing;

import org.jspecify.annotations.NullMarked;
