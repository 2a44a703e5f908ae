/** Anthropic's Messages API. */
@NullMarked
package dev.keyporter.proxy.protocol.anthropic;

import org.jspecify.annotations.NullMarked;
