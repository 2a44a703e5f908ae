/** OpenAI's Responses API. */
@NullMarked
package dev.keyporter.proxy.protocol.openai.responses;

import org.jspecify.annotations.NullMarked;
