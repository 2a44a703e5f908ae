/** Reads streams of server-sent events: the one reader for relay, record, transcript and client. */
@NullMarked
package dev.keyporter.proxy.sse;

import org.jspecify.annotations.NullMarked;
