/** Which Keyporter this is, what is inside it, and what to send with a report. */
@NullMarked
package dev.keyporter.console.about;

import org.jspecify.annotations.NullMarked;
