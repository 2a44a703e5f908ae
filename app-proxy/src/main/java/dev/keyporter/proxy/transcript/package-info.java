/** What was asked and answered, read from recorded bodies for people to read. */
@NullMarked
package dev.keyporter.proxy.transcript;

import org.jspecify.annotations.NullMarked;
