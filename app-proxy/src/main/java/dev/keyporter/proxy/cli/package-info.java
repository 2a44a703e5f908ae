/** The command line. */
@NullMarked
package dev.keyporter.proxy.cli;

import org.jspecify.annotations.NullMarked;
