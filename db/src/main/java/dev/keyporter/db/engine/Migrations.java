package dev.keyporter.db.engine;

import java.util.List;

/**
 * The steps that bring tables up to date.
 *
 * @param locations where Flyway finds them
 * @param last the number of the last one
 */
record Migrations(List<String> locations, int last) {
  static final Migrations OWN = new Migrations(List.of("classpath:dev/keyporter/db/migration"), 10);
}
