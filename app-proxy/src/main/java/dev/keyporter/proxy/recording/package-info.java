/** The record of each request, durable before the provider is asked and before the answer ends. */
@NullMarked
package dev.keyporter.proxy.recording;

import org.jspecify.annotations.NullMarked;
