/** The proxy as a whole: its settings, its wiring and its life. */
@NullMarked
package dev.keyporter.proxy;

import org.jspecify.annotations.NullMarked;
