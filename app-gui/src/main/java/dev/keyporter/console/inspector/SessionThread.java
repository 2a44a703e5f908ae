package dev.keyporter.console.inspector;

import dev.keyporter.db.Database;
import dev.keyporter.model.cost.CostCertainty;
import dev.keyporter.model.cost.Usd;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.proxy.transcript.Transcript;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a session as one conversation.
 *
 * @param exchanges oldest first
 */
record SessionThread(List<Said> exchanges) {
  /** The latest so many are shown: a coding session can have thousands. */
  static final int MOST = 50;

  /**
   * A request and what was said in it.
   *
   * @param transcript null where no bodies are kept
   */
  record Said(RequestSummary request, @Nullable Transcript transcript) {}

  /** Reads it; blocks. */
  static SessionThread load(Database database, RequestSummary of) {
    String session = of.sessionId();
    List<RequestSummary> requests =
        session == null ? List.of(of) : database.requests().session(of.userId(), session, MOST);
    return new SessionThread(
        requests.stream()
            .map(
                request ->
                    new Said(
                        request,
                        database
                            .requests()
                            .exchange(request.id())
                            .map(Transcript::of)
                            .orElse(null)))
            .toList());
  }

  /** What is known of its cost. */
  Usd total() {
    Usd sum = Usd.ZERO;
    for (Said said : exchanges) {
      Usd amount = said.request().cost().amount();
      sum = amount == null ? sum : sum.plus(amount);
    }
    return sum;
  }

  /** Whether the total lacks a cost, or has one that is estimated. */
  boolean isTotalExact() {
    return exchanges.stream()
        .map(said -> said.request().cost().certainty())
        .allMatch(certainty -> certainty == CostCertainty.EXACT || certainty == CostCertainty.NONE);
  }
}
