/** The same request as a program in several languages, complete and ready to be pasted. */
@NullMarked
package dev.keyporter.console.snippets;

import org.jspecify.annotations.NullMarked;
