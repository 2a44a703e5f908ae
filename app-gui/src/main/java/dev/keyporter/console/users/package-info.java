/** Users: their own key, their spend, their sessions, whether they are served. */
@NullMarked
package dev.keyporter.console.users;

import org.jspecify.annotations.NullMarked;
