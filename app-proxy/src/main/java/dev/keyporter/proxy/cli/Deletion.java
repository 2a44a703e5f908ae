package dev.keyporter.proxy.cli;

import dev.keyporter.proxy.export.Json;
import java.util.function.IntSupplier;

/**
 * Deletes something, after asking.
 *
 * @param kind what it is, in words
 * @param hide deletes it and keeps its history
 * @param purge erases its history, too, and says how many requests that was
 */
record Deletion(String kind, String name, String id, Runnable hide, IntSupplier purge) {
  /**
   * Asks, deletes and says what was done.
   *
   * @param withHistory whether to purge
   * @param confirmed whether the command line already agreed
   */
  void run(Store store, boolean withHistory, boolean confirmed) {
    String subject = kind + " '" + name + "'";
    store
        .terminal()
        .confirm(
            "Delete "
                + subject
                + (withHistory ? " and erase everything recorded of it?" : "? Its record stays."),
            confirmed);
    var json = Json.object().put("id", id).put("deleted", true);
    if (withHistory) {
      int requests = purge.getAsInt();
      store.print(
          json.put("purged_requests", requests),
          "Deleted " + subject + " and erased " + requests + " recorded requests.");
    } else {
      hide.run();
      store.print(json, "Deleted " + subject + ". Its record stays.");
    }
  }
}
