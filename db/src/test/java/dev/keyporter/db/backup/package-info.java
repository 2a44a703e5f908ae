/** Tests of backups. */
@NullMarked
package dev.keyporter.db.backup;

import org.jspecify.annotations.NullMarked;
