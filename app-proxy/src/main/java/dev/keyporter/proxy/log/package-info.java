/** What the program writes about itself: one file per process, one line per event, no secrets. */
@NullMarked
package dev.keyporter.proxy.log;

import org.jspecify.annotations.NullMarked;
