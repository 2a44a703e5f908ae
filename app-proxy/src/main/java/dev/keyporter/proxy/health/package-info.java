/** Whether the proxy is up, and whether its provider answers. */
@NullMarked
package dev.keyporter.proxy.health;

import org.jspecify.annotations.NullMarked;
