package dev.keyporter.console.playground;

import dev.keyporter.console.kit.Background;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.playground.call.RecordedCall;
import dev.keyporter.db.Database;
import dev.keyporter.model.traffic.RequestId;

/** Takes a request from the record to start from. */
final class RecordedStart {
  private RecordedStart() {}

  /**
   * Reads it; blocks.
   *
   * @throws IllegalArgumentException where its body is gone, or says nothing to a model
   */
  static RecordedCall read(Database database, RequestId id) {
    Background.mayBlock();
    return database
        .requests()
        .exchange(id)
        .flatMap(exchange -> RecordedCall.read(exchange.requestBody()))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Texts.of(RecordedStart.class).text("start.unreadable")));
  }
}
