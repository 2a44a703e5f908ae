/** Tests of the record's way into the database, with a database that fails on demand. */
@NullMarked
package dev.keyporter.proxy.recording;

import org.jspecify.annotations.NullMarked;
