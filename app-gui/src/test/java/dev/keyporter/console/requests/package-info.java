/** Tests of the screen of requests. */
@NullMarked
package dev.keyporter.console.requests;

import org.jspecify.annotations.NullMarked;
