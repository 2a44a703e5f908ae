/** What passes through to OpenAI's API and is not read. */
@NullMarked
package dev.keyporter.proxy.protocol.openai.passing;

import org.jspecify.annotations.NullMarked;
