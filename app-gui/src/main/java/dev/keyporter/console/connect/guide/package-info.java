/** What each tool has to be told, as texts: they run as pasted, and nothing here draws. */
@NullMarked
package dev.keyporter.console.connect.guide;

import org.jspecify.annotations.NullMarked;
