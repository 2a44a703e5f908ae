package dev.keyporter.console.playground;

import dev.keyporter.console.kit.CopyButton;
import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.nav.Navigator;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.reading.MarkdownView;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.CostCertainty;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.proxy.client.AnswerState;
import dev.keyporter.proxy.client.AnswerState.Phase;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A question and its answer in the conversation, with what one can do with the answer. */
final class TurnView extends VBox {
  private final Texts texts = Texts.of(TurnView.class);
  private final Turn turn;
  private final Conversation conversation;
  private final Navigator navigator;
  private final AnswerText answer = new AnswerText();
  private final Label who = new Label();
  private final Label note = new Label();
  private final TroubleView trouble;
  private final TroubleView ratingTrouble;
  private final FlowPane foot = new FlowPane();
  private final ToggleButton up = thumb("fth-thumbs-up", "turn.up", 1);
  private final ToggleButton down = thumb("fth-thumbs-down", "turn.down", -1);
  private final CopyButton copy = new CopyButton();
  private final Label duration = figure();
  private final Label tokens = figure();
  private final Label cost = figure();
  private final Hyperlink openRequest = new Hyperlink();

  TurnView(Turn turn, Conversation conversation, Helps helps) {
    this.turn = turn;
    this.conversation = conversation;
    this.navigator = helps.navigator();
    getStyleClass().add("playground-turn");
    trouble = new TroubleView(helps, () -> conversation.retry(turn));
    ratingTrouble = new TroubleView(helps, null);
    note.getStyleClass().add("kp-secondary");
    note.setWrapText(true);
    copy.setWhat(texts.text("turn.copy"));
    openRequest.setText(texts.text("turn.open"));
    openRequest.getStyleClass().addAll("kp-secondary", "playground-link");
    openRequest.setMinWidth(Region.USE_PREF_SIZE);
    openRequest.setOnAction(_ -> open());
    foot.getStyleClass().add("playground-foot");
    foot.getChildren().addAll(up, down, copy, duration, tokens, cost, openRequest);
    for (Node node : new Node[] {note, foot, up, down, copy, openRequest, answer}) {
      node.managedProperty().bind(node.visibleProperty());
    }
    var content = new VBox(answer, note, trouble, foot, ratingTrouble);
    content.getStyleClass().add("playground-content");
    getChildren()
        .addAll(
            new SaidRow(new Label(texts.text("turn.you")), new MarkdownView(turn.question())),
            new SaidRow(who, content));
    turn.answer().subscribe(this::show);
    turn.recorded().subscribe(_ -> figures());
    turn.trouble().subscribe(trouble::show);
    turn.ratingTrouble().subscribe(ratingTrouble::show);
    turn.rating()
        .subscribe(
            score -> {
              up.setSelected(score == 1);
              down.setSelected(score == -1);
            });
  }

  private ToggleButton thumb(String icon, String name, int score) {
    var button = new ToggleButton(null, Icons.of(icon, IconSize.STATE));
    button.setId(score > 0 ? "thumb-up" : "thumb-down");
    button.getStyleClass().addAll("flat", "small", "playground-thumb");
    button.setAccessibleText(texts.text(name));
    button.setTooltip(new Tooltip(texts.text(name)));
    button.setOnAction(
        _ -> {
          // A rating is replaced, never taken back: the mark stays where it is.
          button.setSelected(true);
          conversation.rate(turn, score);
        });
    return button;
  }

  private static Label figure() {
    var label = new Label();
    label.getStyleClass().add("kp-secondary");
    label.setMinWidth(USE_PREF_SIZE);
    label.managedProperty().bind(label.textProperty().isNotEmpty());
    return label;
  }

  private void show(AnswerState state) {
    String model = state.model();
    who.setText(model == null ? turn.parameters().model() : model);
    who.setTooltip(new Tooltip(who.getText()));
    answer.show(state.text(), state.isOpen());
    answer.setVisible(state.isOpen() || !state.text().isEmpty());
    note.setText(note(state));
    note.setVisible(!note.getText().isEmpty());
    boolean isRecorded = state.requestId() != null;
    foot.setVisible(!state.isOpen() && isRecorded);
    openRequest.setVisible(isRecorded);
    copy.setContent(state.text());
    boolean hasText = !state.text().isEmpty();
    copy.setVisible(hasText);
    up.setVisible(hasText || state.phase() == Phase.COMPLETED);
    down.setVisible(up.isVisible());
    figures();
  }

  private String note(AnswerState state) {
    String why = state.incomplete();
    if (state.phase() == Phase.STOPPED) {
      return texts.text("turn.stopped");
    }
    if (why != null) {
      return texts.text("turn.incomplete", why);
    }
    if (!state.otherOutput().isEmpty()) {
      return texts.text("turn.other", String.join(", ", state.otherOutput()));
    }
    return state.phase() == Phase.COMPLETED && state.text().isEmpty()
        ? texts.text("turn.empty")
        : "";
  }

  private void figures() {
    AnswerState state = turn.answer().get();
    if (state.isOpen()) {
      return;
    }
    duration.setText(Figures.duration(state.elapsed()));
    boolean isCounted = state.usage() != null;
    String total = Figures.count(TurnCost.usage(turn).total());
    boolean isKnown = isCounted || !state.text().isEmpty();
    tokens.setText(
        isKnown ? texts.text(isCounted ? "turn.tokens" : "turn.tokens.about", total) : "");
    Cost known = TurnCost.of(turn);
    cost.setText(known.certainty() == CostCertainty.NONE ? "" : Figures.cost(known));
  }

  private void open() {
    String id = turn.answer().get().requestId();
    if (id != null) {
      RequestId.parse(id).ifPresent(request -> navigator.go(new Place.Request(request)));
    }
  }
}
