/** Measurements that decisions rest on; run by hand, never as tests. */
@NullMarked
package dev.keyporter.proxy.benchmark;

import org.jspecify.annotations.NullMarked;
