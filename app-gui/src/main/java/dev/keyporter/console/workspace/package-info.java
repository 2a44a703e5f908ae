/** What all screens work on: the open database, the proxy and the window's common parts. */
@NullMarked
package dev.keyporter.console.workspace;

import org.jspecify.annotations.NullMarked;
