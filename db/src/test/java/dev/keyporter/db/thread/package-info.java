/** Tests of the threads that others depend on. */
@NullMarked
package dev.keyporter.db.thread;

import org.jspecify.annotations.NullMarked;
