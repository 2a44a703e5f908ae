/** Holds the published description of the HTTP interface against what the proxy really answers. */
@NullMarked
package dev.keyporter.proxy.reference;

import org.jspecify.annotations.NullMarked;
