/** Points tools at the proxy: what to write where, with a token, and the first request greeted. */
@NullMarked
package dev.keyporter.console.connect;

import org.jspecify.annotations.NullMarked;
