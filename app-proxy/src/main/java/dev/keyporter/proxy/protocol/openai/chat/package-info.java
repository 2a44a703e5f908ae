/** OpenAI's chat completions. */
@NullMarked
package dev.keyporter.proxy.protocol.openai.chat;

import org.jspecify.annotations.NullMarked;
