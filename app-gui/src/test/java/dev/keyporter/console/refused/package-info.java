/** Refused requests: who was turned away, why and how often. */
@NullMarked
package dev.keyporter.console.refused;

import org.jspecify.annotations.NullMarked;
