/** Tests of the screen that points tools at the proxy. */
@NullMarked
package dev.keyporter.console.connect;

import org.jspecify.annotations.NullMarked;
