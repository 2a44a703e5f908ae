/** Tests of what tools are told. */
@NullMarked
package dev.keyporter.console.connect.guide;

import org.jspecify.annotations.NullMarked;
