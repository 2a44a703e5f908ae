/** Tests of the sums. */
@NullMarked
package dev.keyporter.db.usage;

import org.jspecify.annotations.NullMarked;
