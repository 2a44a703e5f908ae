/** Users, by hand. */
@NullMarked
package dev.keyporter.console.users;

import org.jspecify.annotations.NullMarked;
