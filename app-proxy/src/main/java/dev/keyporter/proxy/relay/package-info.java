/** Answers on their way back, byte for byte, with a copy read on the side. */
@NullMarked
package dev.keyporter.proxy.relay;

import org.jspecify.annotations.NullMarked;
