package dev.keyporter.console.playground;

import dev.keyporter.console.kit.Background;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.cost.Rates;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.proxy.client.Before;
import dev.keyporter.proxy.client.Call;
import dev.keyporter.proxy.client.Message;
import dev.keyporter.proxy.client.Parameters;
import dev.keyporter.proxy.client.Problem;
import dev.keyporter.proxy.client.ProxyClient;
import dev.keyporter.proxy.client.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Questions and answers, one at a time. It goes on while other screens are in view. */
final class Conversation {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(150);
  private static final int MOST_LOOKS = 60;

  private final Workspace workspace;
  private final ProxyClient client;
  private final Callers callers;
  private final ObservableList<Turn> turns = FXCollections.observableArrayList();

  /** The same each time: listeners of a wrapper that nobody holds would be lost. */
  private final ObservableList<Turn> shown = FXCollections.unmodifiableObservableList(turns);

  private final ReadOnlyObjectWrapper<@Nullable Turn> open = new ReadOnlyObjectWrapper<>();
  private Before start = Before.NOTHING;
  private Consumer<Identity> onTokenRefused = _ -> {};

  Conversation(Workspace workspace, ProxyClient client, Callers callers) {
    this.workspace = workspace;
    this.client = client;
    this.callers = callers;
  }

  ObservableList<Turn> turns() {
    return shown;
  }

  /** The turn that is being answered. */
  ReadOnlyObjectProperty<@Nullable Turn> open() {
    return open.getReadOnlyProperty();
  }

  /** What was said before the first question here. */
  Before start() {
    return start;
  }

  /** Called when the proxy took no token. */
  void onTokenRefused(Consumer<Identity> listener) {
    onTokenRefused = listener;
  }

  /** Begins anew, after what is recorded elsewhere, say. */
  void restart(Before from) {
    stop();
    turns.clear();
    start = from;
  }

  /** What a question would go on from now. */
  Before before(Parameters parameters, boolean continues) {
    if (!continues) {
      return Before.NOTHING;
    }
    List<Turn> answered = turns.stream().filter(Turn::isCompleted).toList();
    String session =
        answered.isEmpty() ? start.sessionId() : answered.getLast().answer().get().sessionId();
    if (answered.isEmpty()) {
      return new Before(start.previousResponseId(), start.messages(), session);
    }
    String last = answered.getLast().answer().get().responseId();
    if (last != null && !parameters.more().forbidStoring()) {
      return new Before(last, List.of(), session);
    }
    List<Message> messages = new ArrayList<>(start.messages());
    for (Turn turn : answered) {
      messages.add(new Message(Message.USER, turn.question()));
      messages.add(new Message(Message.ASSISTANT, turn.answer().get().text()));
    }
    return new Before(start.previousResponseId(), messages, session);
  }

  /** Asks; while another answer is open, nothing happens. */
  void ask(
      String question,
      Parameters parameters,
      Identity identity,
      boolean continues,
      @Nullable Rates rates) {
    if (open.get() != null) {
      return;
    }
    ask(new Turn(question, parameters, identity, before(parameters, continues), rates));
  }

  /** Asks the same again, in place of the one that came to nothing. */
  void retry(Turn failed) {
    if (open.get() == null) {
      turns.remove(failed);
      ask(
          new Turn(
              failed.question(),
              failed.parameters(),
              failed.identity(),
              failed.before(),
              failed.rates()));
    }
  }

  private void ask(Turn turn) {
    turns.add(turn);
    open.set(turn);
    String baseUrl = workspace.proxy().baseUrl();
    workspace
        .background()
        .run(
            () -> {
              Call call =
                  client.call(
                      callers.of(turn.identity(), baseUrl), turn.before().sessionId(), turn.body());
              turn.attach(call);
              call.run();
              return true;
            },
            _ -> ended(turn),
            failure -> {
              turn.fail(Trouble.of(failure));
              close(turn);
            });
  }

  private void ended(Turn turn) {
    turn.refresh();
    close(turn);
    if (turn.answer().get().problem() instanceof Problem.Refused refused
        && refused.status() == 401) {
      onTokenRefused.accept(turn.identity());
    }
    String id = turn.answer().get().requestId();
    if (id != null) {
      RequestId.parse(id).ifPresent(request -> awaitRecord(turn, request));
    }
  }

  private void close(Turn turn) {
    if (turn.equals(open.get())) {
      open.set(null);
    }
  }

  /** Looks until the request is final on record; a stopped one is a moment later. */
  private void awaitRecord(Turn turn, RequestId id) {
    var looks = new Looks();
    looks.work =
        workspace
            .background()
            .repeat(
                BETWEEN_LOOKS,
                () -> workspace.database().requests().again(List.of(id)),
                rows -> {
                  rows.forEach(turn::record);
                  if (turn.recorded().get() != null || ++looks.count >= MOST_LOOKS) {
                    looks.end();
                  }
                },
                _ -> {
                  if (++looks.count >= MOST_LOOKS) {
                    looks.end();
                  }
                });
  }

  private static final class Looks {
    private int count;
    private Background.@Nullable Work work;

    private void end() {
      if (work != null) {
        work.cancel();
      }
    }
  }

  /** Stops the answer under way; harmless where there is none. */
  void stop() {
    Turn running = open.get();
    if (running != null) {
      running.stop();
      close(running);
    }
  }

  /** Rates an answer as any client does: through the proxy. */
  void rate(Turn turn, int score) {
    String id = turn.answer().get().requestId();
    if (id == null || turn.rating().get() == score) {
      return;
    }
    int former = turn.rating().get();
    turn.rate(score);
    String baseUrl = workspace.proxy().baseUrl();
    workspace
        .background()
        .run(
            () -> {
              client.rate(callers.of(turn.identity(), baseUrl), id, score);
              return true;
            },
            _ -> {},
            failure -> turn.ratingFailed(former, trouble(failure, turn.identity())));
  }

  /** What a short call, for models or a rating, ran into. */
  static Trouble trouble(Exception failure, Identity identity) {
    return switch (failure) {
      case RefusedException refused ->
          Trouble.of(refused.problem(), identity instanceof Identity.WithToken);
      case IOException _ -> Trouble.of(new Problem.Unreachable(), false);
      default -> Trouble.of(failure);
    };
  }
}
