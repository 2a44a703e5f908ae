/** How bodies are read, whatever they say: content codings, JSON and the texts in it. */
@NullMarked
package dev.keyporter.proxy.payload;

import org.jspecify.annotations.NullMarked;
