/** The headers of a message: one model of them, which of them pass, and which hold a secret. */
@NullMarked
package dev.keyporter.proxy.header;

import org.jspecify.annotations.NullMarked;
