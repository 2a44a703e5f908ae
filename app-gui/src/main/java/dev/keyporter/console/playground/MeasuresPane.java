package dev.keyporter.console.playground;

import dev.keyporter.console.charts.Sparkline;
import dev.keyporter.console.kit.CopyButton;
import dev.keyporter.console.kit.CostWords;
import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.StateLabel;
import dev.keyporter.console.kit.StateLabel.Tone;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.CostCertainty;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.proxy.client.AnswerState;
import dev.keyporter.proxy.client.AnswerState.Phase;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** The newest answer in figures, while it comes and after. */
final class MeasuresPane {
  private final Texts texts = Texts.of(MeasuresPane.class);
  private final Parent view;

  @FXML private StateLabel state;
  @FXML private Label firstToken;
  @FXML private Label rate;
  @FXML private Sparkline pace;
  @FXML private Label input;
  @FXML private Label cached;
  @FXML private Label outputName;
  @FXML private Label output;
  @FXML private Label reasoning;
  @FXML private Label costName;
  @FXML private Label cost;
  @FXML private Label conversationCost;
  @FXML private Label costNote;
  @FXML private HBox requestLine;
  @FXML private Label request;
  @FXML private CopyButton copyRequest;
  @FXML private HBox responseLine;
  @FXML private Label response;
  @FXML private CopyButton copyResponse;
  @FXML private HBox sessionLine;
  @FXML private Label session;
  @FXML private CopyButton copySession;
  @FXML private Label noIds;

  MeasuresPane() {
    this.view = View.load(this);
  }

  @FXML
  private void initialize() {
    for (Node node : new Node[] {state, requestLine, responseLine, sessionLine, noIds, costNote}) {
      node.managedProperty().bind(node.visibleProperty());
    }
    show(null, List.of());
  }

  Parent view() {
    return view;
  }

  /**
   * Shows an answer.
   *
   * @param turn the newest; null before the first
   */
  void show(@Nullable Turn turn, List<Turn> all) {
    state.setVisible(turn != null);
    conversationCost.setText(Figures.cost(TurnCost.sum(all)));
    if (turn == null) {
      showNothing();
      return;
    }
    AnswerState now = turn.answer().get();
    badge(now);
    firstToken.setText(Figures.duration(now.firstToken()));
    double perSecond = now.tokensPerSecond();
    rate.setText(perSecond < 1 ? Figures.NONE : Figures.count(Math.round(perSecond)));
    pace.show(now.pace());
    TokenUsage counted = now.usage();
    TokenUsage usage = TurnCost.usage(turn);
    // While nothing is counted, what the provider remembers or caches cannot be told.
    boolean isRefused = now.phase() == Phase.FAILED && now.text().isEmpty() && counted == null;
    input.setText(isRefused ? Figures.NONE : about(usage.input(), counted));
    cached.setText(counted == null ? Figures.NONE : Figures.count(counted.cached()));
    outputName.setText(texts.text(now.isOpen() ? "measures.output.soFar" : "measures.output"));
    output.setText(isRefused ? Figures.NONE : about(usage.output(), counted));
    reasoning.setText(
        counted == null && now.reasoning() == 0 ? Figures.NONE : about(usage.reasoning(), counted));
    Cost known = TurnCost.of(turn);
    costName.setText(texts.text(now.isOpen() ? "measures.cost.soFar" : "measures.cost.answer"));
    cost.setText(Figures.cost(known));
    costNote.setText(note(now, known));
    costNote.setVisible(!costNote.getText().isEmpty());
    id(requestLine, request, copyRequest, now.requestId());
    id(responseLine, response, copyResponse, now.responseId());
    id(sessionLine, session, copySession, now.sessionId());
    noIds.setVisible(!requestLine.isVisible());
  }

  private void showNothing() {
    firstToken.setText(Figures.NONE);
    rate.setText(Figures.NONE);
    pace.show(List.of());
    outputName.setText(texts.text("measures.output"));
    costName.setText(texts.text("measures.cost.answer"));
    for (Label label : List.of(input, cached, output, reasoning, cost, conversationCost)) {
      label.setText(Figures.NONE);
    }
    costNote.setVisible(false);
    requestLine.setVisible(false);
    responseLine.setVisible(false);
    sessionLine.setVisible(false);
    noIds.setVisible(true);
  }

  private void badge(AnswerState now) {
    switch (now.phase()) {
      case WAITING -> badge("fth-loader", "measures.waiting", Tone.ACTIVE);
      case ANSWERING -> badge("fth-loader", "measures.streaming", Tone.ACTIVE);
      case COMPLETED ->
          badge(
              "fth-check", now.incomplete() == null ? "measures.done" : "measures.cut", Tone.GOOD);
      case STOPPED -> badge("fth-square", "measures.stopped", Tone.QUIET);
      case FAILED -> badge("fth-x-circle", "measures.failed", Tone.BAD);
    }
  }

  private void badge(String icon, String word, Tone tone) {
    state.set(icon, texts.text(word), tone);
    state.asBadge();
  }

  private static String about(long tokens, @Nullable TokenUsage counted) {
    return (counted == null ? "~" : "") + Figures.count(tokens);
  }

  private String note(AnswerState now, Cost known) {
    if (now.isOpen() && known.certainty() == CostCertainty.ESTIMATED) {
      return texts.text("measures.cost.open");
    }
    if (!known.reasons().isEmpty()) {
      return CostWords.reasons(known);
    }
    return switch (known.certainty()) {
      case UNPRICED -> texts.text("measures.cost.unpriced");
      case UNKNOWN -> texts.text("measures.cost.unknown");
      case ESTIMATED -> texts.text("measures.cost.estimated");
      case EXACT, NONE -> "";
    };
  }

  private static void id(HBox line, Label label, CopyButton copy, @Nullable String id) {
    line.setVisible(id != null);
    if (id != null) {
      label.setText(id);
      copy.setContent(id);
    }
  }
}
