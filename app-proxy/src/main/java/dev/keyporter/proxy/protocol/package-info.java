/**
 * What a protocol is: its routes, and how its requests and answers are read. One package each
 * implements it.
 */
@NullMarked
package dev.keyporter.proxy.protocol;

import org.jspecify.annotations.NullMarked;
