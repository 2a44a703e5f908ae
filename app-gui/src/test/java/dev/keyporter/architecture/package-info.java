/** What may depend on what, over all modules. */
@NullMarked
package dev.keyporter.architecture;

import org.jspecify.annotations.NullMarked;
