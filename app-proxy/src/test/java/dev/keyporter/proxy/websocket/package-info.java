/** Tests of WebSocket's frames. */
@NullMarked
package dev.keyporter.proxy.websocket;

import org.jspecify.annotations.NullMarked;
