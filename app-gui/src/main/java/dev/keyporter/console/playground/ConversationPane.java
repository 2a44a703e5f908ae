package dev.keyporter.console.playground;

import dev.keyporter.console.kit.EmptyState;
import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.reading.MarkdownView;
import dev.keyporter.proxy.client.Message;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What was said, and the field for what one says next. */
final class ConversationPane {
  private static final KeyCombination SEND =
      new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);

  private static final PseudoClass MISSING = PseudoClass.getPseudoClass("missing");

  private final Texts texts = Texts.of(ConversationPane.class);
  private final Conversation conversation;
  private final Helps helps;
  private final Runnable onSend;
  private final Map<Turn, TurnView> views = new HashMap<>();
  private final EndFollower follower;
  private final Parent view;

  @FXML private ScrollPane scroll;
  @FXML private VBox column;
  @FXML private VBox turns;
  @FXML private EmptyState empty;
  @FXML private Button toEnd;
  @FXML private VBox needs;
  @FXML private GrowingArea question;
  @FXML private Label origin;
  @FXML private Label hint;
  @FXML private HBox answering;
  @FXML private ProgressIndicator spinner;
  @FXML private Label answeringWords;
  @FXML private Button send;
  @FXML private Button stop;

  ConversationPane(Conversation conversation, Helps helps, NeedsView needs, Runnable onSend) {
    this.conversation = conversation;
    this.helps = helps;
    this.onSend = onSend;
    this.view = View.load(this);
    this.needs.getChildren().add(needs);
    this.needs.visibleProperty().bind(needs.visibleProperty());
    this.needs.managedProperty().bind(needs.visibleProperty());
    this.follower = new EndFollower(scroll, column);
    toEnd.visibleProperty().bind(follower.following().not());
  }

  @FXML
  private void initialize() {
    for (var node : new Node[] {send, stop, answering, empty, origin}) {
      node.managedProperty().bind(node.visibleProperty());
    }
    spinner.setAccessibleText(texts.text("conversation.answering.name"));
    question.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (SEND.match(event)) {
            event.consume();
            send();
          }
        });
    setReady(null);
    conversation.turns().addListener((ListChangeListener<Turn>) _ -> showTurns());
    conversation
        .open()
        .subscribe(
            open -> {
              send.setVisible(open == null);
              stop.setVisible(open != null);
              answering.setVisible(open != null);
              hint.setVisible(open == null);
            });
    showTurns();
  }

  Parent view() {
    return view;
  }

  /** What is being typed. */
  StringProperty questionProperty() {
    return question.textProperty();
  }

  @FXML
  void focus() {
    question.requestFocus();
  }

  /**
   * Whether one can send at all.
   *
   * @param why not, in a sentence; null where one can
   */
  void setReady(@Nullable String why) {
    send.disableProperty().unbind();
    send.disableProperty()
        .bind(question.textProperty().map(typed -> typed.isBlank() || why != null));
    hint.setText(why == null ? texts.text("conversation.hint", SEND.getDisplayText()) : why);
    hint.pseudoClassStateChanged(MISSING, why != null);
  }

  /** Says in what the next question differs from the recorded one it started from. */
  void setOrigin(List<String> words) {
    origin.setText(String.join(" ", words));
    origin.setVisible(!words.isEmpty());
  }

  private String speaker(Message message) {
    return switch (message.role()) {
      case Message.USER -> texts.text("turn.you");
      case Message.ASSISTANT -> texts.text("turn.assistant");
      default -> message.role();
    };
  }

  /** Shows the turns as they are; those that stay keep their view. */
  void showTurns() {
    views.keySet().retainAll(conversation.turns());
    turns.getChildren().clear();
    for (Message message : conversation.start().messages()) {
      var said = new SaidRow(new Label(speaker(message)), new MarkdownView(message.text()));
      turns.getChildren().add(said);
    }
    if (conversation.start().previousResponseId() != null) {
      var note =
          new Label(texts.text("conversation.from", conversation.start().previousResponseId()));
      note.getStyleClass().add("kp-secondary");
      note.setWrapText(true);
      turns.getChildren().add(note);
    }
    for (Turn turn : conversation.turns()) {
      turns
          .getChildren()
          .add(views.computeIfAbsent(turn, each -> new TurnView(each, conversation, helps)));
    }
    empty.setVisible(turns.getChildren().isEmpty());
    question.setPromptText(
        texts.text(turns.getChildren().isEmpty() ? "conversation.ask" : "conversation.followUp"));
  }

  /** Shows how long the answer under way takes. */
  void tick(Turn turn) {
    answeringWords.setText(
        texts.text(
            turn.answer().get().text().isEmpty()
                ? "conversation.waiting"
                : "conversation.answering",
            Figures.decimal(BigDecimal.valueOf(turn.answer().get().elapsed().toMillis(), 3), 1)));
  }

  @FXML
  private void send() {
    if (!send.isDisabled() && send.isVisible()) {
      follower.toEnd();
      onSend.run();
    }
  }

  @FXML
  void stop() {
    conversation.stop();
    question.requestFocus();
  }

  @FXML
  private void toEnd() {
    follower.toEnd();
  }
}
