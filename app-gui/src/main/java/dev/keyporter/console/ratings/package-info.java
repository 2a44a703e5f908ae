/** What people thought of answers: over time, by model and by user, one by one. */
@NullMarked
package dev.keyporter.console.ratings;

import org.jspecify.annotations.NullMarked;
