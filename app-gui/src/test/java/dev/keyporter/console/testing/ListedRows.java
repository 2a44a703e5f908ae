package dev.keyporter.console.testing;

import dev.keyporter.console.kit.Times;
import dev.keyporter.db.Database;
import dev.keyporter.model.traffic.FilterParser;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestPage;

/** What the list of requests shows where a link leads to it. */
public final class ListedRows {
  private static final int PAGE = 1000;

  private ListedRows() {}

  /** Counts what the list finds, which reads the filter as a text. */
  public static long count(Database database, RequestFilter filter, Times times) {
    RequestFilter read =
        new FilterParser(times.clock(), times.zone())
            .parse(filter.text(times.zone()))
            .filter()
            .orElseThrow();
    long found = 0;
    RequestId before = null;
    do {
      RequestPage page = database.requests().page(read, before, PAGE);
      found += page.rows().size();
      before = page.next();
    } while (before != null);
    return found;
  }
}
