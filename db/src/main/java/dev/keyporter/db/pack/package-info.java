/** What requests repeat is stored once: bodies and texts in pieces that a user's requests share. */
@NullMarked
package dev.keyporter.db.pack;

import org.jspecify.annotations.NullMarked;
