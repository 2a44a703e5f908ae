/** Connections, transactions, migrations, and the processes that share a database. */
@NullMarked
package dev.keyporter.db.engine;

import org.jspecify.annotations.NullMarked;
