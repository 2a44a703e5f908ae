/** The snippets, to the letter. */
@NullMarked
package dev.keyporter.console.snippets;

import org.jspecify.annotations.NullMarked;
