/** Routes, and errors as answers. */
@NullMarked
package dev.keyporter.proxy.http;

import org.jspecify.annotations.NullMarked;
