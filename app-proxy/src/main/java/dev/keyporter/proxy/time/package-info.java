/** Time limits that are nearly never reached. */
@NullMarked
package dev.keyporter.proxy.time;

import org.jspecify.annotations.NullMarked;
