/** Names every protocol there is. */
@NullMarked
package dev.keyporter.proxy.protocol.registry;

import org.jspecify.annotations.NullMarked;
