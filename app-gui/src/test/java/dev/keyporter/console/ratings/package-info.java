@NullMarked
package dev.keyporter.console.ratings;

import org.jspecify.annotations.NullMarked;
