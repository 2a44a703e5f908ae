/** Frames and messages of WebSocket (RFC 6455), and its handshake. */
@NullMarked
package dev.keyporter.proxy.websocket;

import org.jspecify.annotations.NullMarked;
