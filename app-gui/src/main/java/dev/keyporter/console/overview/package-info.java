/** What happened lately at a glance; before anything has, the way there. */
@NullMarked
package dev.keyporter.console.overview;

import org.jspecify.annotations.NullMarked;
