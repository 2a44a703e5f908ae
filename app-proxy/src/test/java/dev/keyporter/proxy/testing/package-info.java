/** A provider under full byte control, for tests of whatever talks to one. */
@NullMarked
package dev.keyporter.proxy.testing;

import org.jspecify.annotations.NullMarked;
