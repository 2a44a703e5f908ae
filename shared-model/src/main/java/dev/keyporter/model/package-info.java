/** What the whole program has in common. */
@NullMarked
package dev.keyporter.model;

import org.jspecify.annotations.NullMarked;
