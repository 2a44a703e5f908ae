/** Takes the pictures of the documentation from the running console. */
@NullMarked
package dev.keyporter.console.pictures;

import org.jspecify.annotations.NullMarked;
