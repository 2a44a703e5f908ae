package dev.keyporter.console.inspector;

import dev.keyporter.console.kit.StateLabel.Tone;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.model.traffic.RequestSummary;

/** How a request ended, or that it has not: as icon, words and tone. */
record Outcome(String icon, String words, Tone tone) {
  private static final int FIRST_ERROR = 400;

  static Outcome of(Inspected inspected, Texts texts) {
    RequestSummary request = inspected.summary();
    Integer http = request.httpStatus();
    String status = http == null ? "" : String.valueOf(http);
    return switch (request.status()) {
      case PENDING -> new Outcome("fth-loader", texts.text("state.pending"), Tone.ACTIVE);
      case COMPLETED ->
          new Outcome("fth-check-circle", named(status, texts, "completed"), Tone.GOOD);
      case FAILED -> {
        boolean isWithin = http != null && http < FIRST_ERROR;
        String words =
            isWithin
                ? texts.text(
                    request.streamed() ? "state.failedInStream" : "state.failedWithin", status)
                : named(status, texts, "failed");
        yield new Outcome("fth-x-circle", words, Tone.BAD);
      }
      case CANCELLED -> new Outcome("fth-slash", texts.text("state.cancelled"), Tone.QUIET);
      case INTERRUPTED ->
          new Outcome("fth-alert-triangle", texts.text("state.interrupted"), Tone.CAUTION);
    };
  }

  private static String named(String status, Texts texts, String state) {
    return status.isEmpty() ? texts.text("state." + state) : status;
  }
}
