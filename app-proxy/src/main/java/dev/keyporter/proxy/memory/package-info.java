/** One bound for the memory that bodies take on their way up, down and into the record. */
@NullMarked
package dev.keyporter.proxy.memory;

import org.jspecify.annotations.NullMarked;
