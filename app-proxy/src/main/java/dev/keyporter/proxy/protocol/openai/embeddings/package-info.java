/** OpenAI's embeddings. */
@NullMarked
package dev.keyporter.proxy.protocol.openai.embeddings;

import org.jspecify.annotations.NullMarked;
