package dev.keyporter.console.playground;

import dev.keyporter.console.kit.Background;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.db.Database;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.proxy.client.RecordedCall;

/**
 * A request from the record to start from.
 *
 * @param left what is there still of those whose it was
 */
record RecordedStart(RecordedCall call, Origin origin, Origin.Left left) {
  /**
   * Reads it; blocks.
   *
   * @throws IllegalArgumentException where its body is gone, or says nothing to a model
   */
  static RecordedStart read(Database database, RequestId id) {
    Background.mayBlock();
    RecordedCall call =
        database
            .requests()
            .exchange(id)
            .flatMap(exchange -> RecordedCall.read(exchange.requestBody()))
            .orElseThrow(RecordedStart::unreadable);
    Origin origin =
        database.requests().detail(id).map(Origin::new).orElseThrow(RecordedStart::unreadable);
    return new RecordedStart(call, origin, origin.left(database));
  }

  private static IllegalArgumentException unreadable() {
    return new IllegalArgumentException(Texts.of(RecordedStart.class).text("start.unreadable"));
  }
}
