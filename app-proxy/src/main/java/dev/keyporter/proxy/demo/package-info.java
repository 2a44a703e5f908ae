/** A small provider inside the program, to try everything without a key. */
@NullMarked
package dev.keyporter.proxy.demo;

import org.jspecify.annotations.NullMarked;
