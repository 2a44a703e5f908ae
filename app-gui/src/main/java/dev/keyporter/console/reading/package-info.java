/** Long texts made readable: Markdown, code and JSON. Knows nothing of what they are about. */
@NullMarked
package dev.keyporter.console.reading;

import org.jspecify.annotations.NullMarked;
