/** The requests on record: a live table, one filter for it, export, and the inspector beside it. */
@NullMarked
package dev.keyporter.console.requests;

import org.jspecify.annotations.NullMarked;
