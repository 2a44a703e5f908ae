/** Who is calling, and which key serves the call. */
@NullMarked
package dev.keyporter.proxy.access;

import org.jspecify.annotations.NullMarked;
