/** Requests as they are recorded, listed and rated. */
@NullMarked
package dev.keyporter.model.traffic;

import org.jspecify.annotations.NullMarked;
