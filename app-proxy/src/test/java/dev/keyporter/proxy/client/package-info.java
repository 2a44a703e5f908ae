/** Tests of the clients. */
@NullMarked
package dev.keyporter.proxy.client;

import org.jspecify.annotations.NullMarked;
