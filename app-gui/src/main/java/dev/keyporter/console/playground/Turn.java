package dev.keyporter.console.playground;

import dev.keyporter.model.cost.Rates;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.proxy.client.AnswerState;
import dev.keyporter.proxy.client.AnswerState.Phase;
import dev.keyporter.proxy.client.Before;
import dev.keyporter.proxy.client.Call;
import dev.keyporter.proxy.client.CallBody;
import dev.keyporter.proxy.client.Parameters;
import java.time.Duration;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** A question and its answer. On JavaFX's thread, but for the call itself. */
final class Turn {
  private final String question;
  private final Parameters parameters;
  private final Identity identity;
  private final Before before;
  private final @Nullable Rates rates;
  private final long begun = System.nanoTime();
  private final ReadOnlyObjectWrapper<AnswerState> answer = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable RequestSummary> recorded =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Trouble> trouble = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Integer> rating = new ReadOnlyObjectWrapper<>(0);
  private final ReadOnlyObjectWrapper<@Nullable Trouble> ratingTrouble =
      new ReadOnlyObjectWrapper<>();
  private @Nullable Call call;
  private boolean isStopped;

  /**
   * A question about to be asked.
   *
   * @param rates of the model as far as known beforehand; null where it is unpriced
   */
  Turn(
      String question,
      Parameters parameters,
      Identity identity,
      Before before,
      @Nullable Rates rates) {
    this.question = question;
    this.parameters = parameters;
    this.identity = identity;
    this.before = before;
    this.rates = rates;
    this.answer.set(waiting(Phase.WAITING));
  }

  private AnswerState waiting(Phase phase) {
    return new AnswerState(
        phase,
        "",
        0,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        null,
        Duration.ofNanos(System.nanoTime() - begun),
        List.of(),
        null);
  }

  String question() {
    return question;
  }

  Parameters parameters() {
    return parameters;
  }

  Identity identity() {
    return identity;
  }

  Before before() {
    return before;
  }

  CallBody body() {
    return new CallBody(parameters, before, question);
  }

  /** The model's rates as far as they were known when it was asked. */
  @Nullable Rates rates() {
    return rates;
  }

  ReadOnlyObjectProperty<AnswerState> answer() {
    return answer.getReadOnlyProperty();
  }

  /** The request as it is on record, once it is final there. */
  ReadOnlyObjectProperty<@Nullable RequestSummary> recorded() {
    return recorded.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable Trouble> trouble() {
    return trouble.getReadOnlyProperty();
  }

  /** 1, -1, or 0 for none. */
  ReadOnlyObjectProperty<Integer> rating() {
    return rating.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable Trouble> ratingTrouble() {
    return ratingTrouble.getReadOnlyProperty();
  }

  boolean isOpen() {
    return answer.get().isOpen();
  }

  /** Whether the provider can be asked to go on from it. */
  boolean isCompleted() {
    return answer.get().phase() == Phase.COMPLETED;
  }

  /** Called where the call is about to run, on its thread. */
  synchronized void attach(Call begun) {
    call = begun;
    if (isStopped) {
      begun.stop();
    }
  }

  /** Wants no more of the answer. */
  void stop() {
    Call running;
    synchronized (this) {
      isStopped = true;
      running = call;
    }
    if (running == null) {
      answer.set(waiting(Phase.STOPPED));
    } else {
      running.stop();
      refresh();
    }
  }

  /** Shows how far the answer has come. */
  void refresh() {
    if (!isOpen()) {
      return;
    }
    Call running;
    synchronized (this) {
      running = call;
    }
    AnswerState now = running == null ? waiting(Phase.WAITING) : running.state();
    answer.set(now);
    if (now.problem() != null) {
      trouble.set(Trouble.of(now.problem(), identity instanceof Identity.WithToken));
    }
  }

  /** Could not even be asked. */
  void fail(Trouble why) {
    answer.set(waiting(Phase.FAILED));
    trouble.set(why);
  }

  void record(RequestSummary summary) {
    if (summary.status() != RequestStatus.PENDING) {
      recorded.set(summary);
    }
  }

  void rate(int score) {
    rating.set(score);
    ratingTrouble.set(null);
  }

  void ratingFailed(int former, Trouble why) {
    rating.set(former);
    ratingTrouble.set(why);
  }
}
