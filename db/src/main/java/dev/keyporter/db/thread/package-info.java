/** Threads that others depend on, and the time that passes between their rounds. */
@NullMarked
package dev.keyporter.db.thread;

import org.jspecify.annotations.NullMarked;
