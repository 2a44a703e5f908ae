/** What OpenAI's protocols share: token and key, errors, usage and the objects of answers. */
@NullMarked
package dev.keyporter.proxy.protocol.openai;

import org.jspecify.annotations.NullMarked;
