/**
 * HTTP calls that are not the relay's: of a provider about a key, and of the running proxy as its
 * client.
 */
@NullMarked
package dev.keyporter.proxy.client;

import org.jspecify.annotations.NullMarked;
