package dev.keyporter.console.overview;

import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.model.traffic.RequestSummary;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/**
 * The way from the first answer on: what was said, and a tool to connect next. It stands above the
 * figures until a second request was answered, or it was put away.
 */
final class FirstAnswerCard {
  private static final String PUT_AWAY = "overview.firstAnswer.putAway";

  private final Texts texts = Texts.of(FirstAnswerCard.class);
  private final Workspace workspace;
  private final Parent view;
  private @Nullable RequestSummary shown;

  @FXML private HBox questionLine;
  @FXML private HBox answerLine;
  @FXML private Label question;
  @FXML private Label model;
  @FXML private Label answer;
  @FXML private Label facts;
  @FXML private Label next;
  @FXML private Button connect;

  FirstAnswerCard(Workspace workspace) {
    this.workspace = workspace;
    this.view = View.load(this);
  }

  @FXML
  private void initialize() {
    for (HBox line : new HBox[] {questionLine, answerLine}) {
      line.managedProperty().bind(line.visibleProperty());
    }
  }

  Parent view() {
    return view;
  }

  /** Whether it was put away for good. */
  boolean isPutAway() {
    return workspace.preferences().flag(PUT_AWAY, false);
  }

  /** Shows the first answer while it is the only one; goes away otherwise. */
  void show(Optional<FirstAnswer> found) {
    FirstAnswer first = isPutAway() ? null : found.orElse(null);
    view.setVisible(first != null);
    view.setManaged(first != null);
    if (first == null) {
      return;
    }
    RequestSummary request = first.request();
    shown = request;
    question.setText(first.question());
    questionLine.setVisible(!first.question().isEmpty());
    model.setText(request.model());
    answer.setText(first.answer());
    answerLine.setVisible(!first.answer().isEmpty());
    facts.setText(facts(request));
    boolean isAtHand =
        request.tokenId() != null && workspace.tokens().text(request.tokenId()).isPresent();
    next.setText(texts.text(isAtHand ? "first.next.atHand" : "first.next"));
  }

  /** Gives the keyboard to the next step. */
  void focus() {
    connect.requestFocus();
  }

  private String facts(RequestSummary request) {
    TokenUsage usage = request.usage();
    String tokens = usage == null ? "" : texts.text("first.tokens", Figures.count(usage.total()));
    return Stream.of(Figures.duration(request.duration()), tokens, Figures.cost(request.cost()))
        .filter(part -> !part.isEmpty() && !part.equals(Figures.NONE))
        .collect(Collectors.joining("  ·  "));
  }

  @FXML
  private void connect() {
    workspace.navigator().go(new Place.Connect(Objects.requireNonNull(shown).tokenId()));
  }

  @FXML
  private void open() {
    workspace.navigator().go(new Place.Request(Objects.requireNonNull(shown).id()));
  }

  @FXML
  private void putAway() {
    workspace.preferences().set(PUT_AWAY, "true");
    show(Optional.empty());
  }
}
