package dev.keyporter.console.connect;

import dev.keyporter.console.connect.guide.Os;
import dev.keyporter.console.connect.guide.Target;
import dev.keyporter.console.connect.guide.Tool;
import dev.keyporter.console.connect.guide.ToolGuide;
import dev.keyporter.console.connect.guide.ToolGuide.Step;
import dev.keyporter.console.connect.guide.ToolGuide.Where;
import dev.keyporter.console.kit.Choices;
import dev.keyporter.console.kit.Field;
import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.Names;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.proxy.access.IssuedToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One tool: what to write where, complete for the chosen token, model and system. */
final class ToolDetail {
  private static final String MODEL = "connect.model";
  private static final String SYSTEM = "connect.system";

  private final Texts texts = Texts.of(ToolDetail.class);
  private final Workspace workspace;
  private final Runnable closed;
  private final TokenNotice notice;
  private final Parent view;
  private @Nullable Subject subject;
  private @Nullable Target written;

  @FXML private StackPane icon;
  @FXML private Label title;
  @FXML private Label words;
  @FXML private ScrollPane scroll;
  @FXML private HBox options;
  @FXML private ComboBox<String> model;
  @FXML private ComboBox<Os> system;
  @FXML private Field userField;
  @FXML private TextField user;
  @FXML private VBox noticePlace;
  @FXML private VBox steps;
  @FXML private VBox notes;
  @FXML private BorderPane pane;

  /**
   * An empty detail.
   *
   * @param issued gets a token that is issued here
   * @param closed is told when it is to go away
   */
  ToolDetail(Workspace workspace, Consumer<IssuedToken> issued, Runnable closed) {
    this.workspace = workspace;
    this.closed = closed;
    this.notice = new TokenNotice(workspace, issued);
    this.view = View.load(this);
  }

  @FXML
  private void initialize() {
    noticePlace.getChildren().setAll(notice.view());
    for (Node node : List.of(options, userField, noticePlace, notes)) {
      node.managedProperty().bind(node.visibleProperty());
    }
    model.getItems().setAll(Inventory.NONE.models());
    Choices.write(model, workspace.preferences().text(MODEL).orElse(model.getItems().getFirst()));
    model.getEditor().textProperty().subscribe(() -> write());
    system.getItems().setAll(Os.values());
    system.setConverter(new Names<>(Os::title));
    system.setValue(
        workspace
            .preferences()
            .text(SYSTEM)
            .flatMap(
                name -> system.getItems().stream().filter(os -> os.name().equals(name)).findFirst())
            .orElse(Os.current()));
    system.valueProperty().subscribe(() -> write());
    user.setText(System.getProperty("user.name", "me"));
    user.textProperty().subscribe(() -> write());
    workspace.proxy().state().subscribe(() -> write());
  }

  Parent view() {
    return view;
  }

  /** What can be asked, for the field that takes any. */
  void offer(List<String> models) {
    Choices.suggest(model, models, Objects.requireNonNullElse(model.getEditor().getText(), ""));
  }

  /** Sets what stays in sight below; null for nothing. */
  void setFoot(@Nullable Node foot) {
    pane.setBottom(foot);
  }

  /** Shows a tool. */
  void show(Subject newSubject) {
    if (newSubject.equals(subject)) {
      return;
    }
    boolean isOther = subject == null || subject.tool() != newSubject.tool();
    subject = newSubject;
    written = null;
    Tool tool = newSubject.tool();
    icon.getChildren().setAll(Icons.of(tool.icon(), IconSize.NAVIGATION));
    title.setText(ToolTile.name(tool, texts));
    words.setText(texts.text("detail." + tool.key()));
    options.setVisible(tool.works());
    noticePlace.setVisible(tool.works());
    userField.setVisible(newSubject.needsUser() && tool.sendsHeaders());
    notice.show(newSubject);
    if (isOther) {
      scroll.setVvalue(0);
    }
    write();
  }

  private void write() {
    Subject now = subject;
    if (now == null) {
      return;
    }
    String wanted = Objects.requireNonNullElse(model.getEditor().getText(), "").strip();
    if (wanted.isEmpty()) {
      return;
    }
    Os os = Objects.requireNonNull(system.getValue());
    workspace.preferences().set(MODEL, wanted);
    workspace.preferences().set(SYSTEM, os.name());
    String caller =
        userField.isVisible() && !user.getText().isBlank() ? user.getText().strip() : null;
    var target =
        new Target(
            workspace.proxy().baseUrl(),
            now.tokenText() == null ? texts.text("token.place") : now.tokenText(),
            caller,
            wanted,
            os);
    if (target.equals(written)) {
      return;
    }
    written = target;
    now.tool().guide(target).ifPresentOrElse(guide -> write(guide, now), () -> explain(now.tool()));
  }

  private void write(ToolGuide guide, Subject now) {
    String secret = Objects.requireNonNullElse(now.tokenText(), "");
    List<Node> nodes = new ArrayList<>();
    int number = 0;
    for (Step step : guide.steps()) {
      number++;
      var count = new Label(Integer.toString(number));
      count.getStyleClass().add("connect-number");
      var heading = new Label(texts.text(step.title()));
      heading.getStyleClass().add("kp-section");
      heading.setWrapText(true);
      var head = new HBox(count, heading);
      head.getStyleClass().add("connect-step-head");
      var code =
          new CodeBlock(place(step.where()), heading.getText(), step.syntax(), step.text(), secret);
      code.setId("step-" + number);
      var box = new VBox(head, code);
      box.getStyleClass().add("connect-step");
      nodes.add(box);
    }
    steps.getChildren().setAll(nodes);
    notes.getChildren().setAll(guide.notes().stream().map(name -> note(texts.text(name))).toList());
    notes.setVisible(!guide.notes().isEmpty());
  }

  private String place(Where where) {
    return switch (where) {
      case Where.File file -> file.path();
      case Where.Terminal _ -> texts.text("place.terminal");
      case Where.Field field -> field.name();
    };
  }

  private void explain(Tool tool) {
    var reason = new Label(texts.text("reason." + tool.key()));
    reason.setWrapText(true);
    var instead = new Label(texts.text("instead." + tool.key()));
    instead.setWrapText(true);
    instead.getStyleClass().add("text-muted");
    steps.getChildren().setAll(reason, instead);
    notes.setVisible(false);
  }

  private static Node note(String text) {
    var words = new Label(text);
    words.setWrapText(true);
    words.getStyleClass().add("kp-secondary");
    HBox.setHgrow(words, Priority.ALWAYS);
    var note = new HBox(Icons.of("fth-info", IconSize.STATE), words);
    note.getStyleClass().addAll("connect-note", "text-muted");
    return note;
  }

  @FXML
  private void close() {
    closed.run();
  }
}
