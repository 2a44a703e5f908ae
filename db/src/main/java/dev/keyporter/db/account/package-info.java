/** Organizations, users and the log of administrative changes. */
@NullMarked
package dev.keyporter.db.account;

import org.jspecify.annotations.NullMarked;
