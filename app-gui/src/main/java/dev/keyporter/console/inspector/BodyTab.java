package dev.keyporter.console.inspector;

import atlantafx.base.controls.CustomTextField;
import dev.keyporter.console.kit.CopyButton;
import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.Load;
import dev.keyporter.console.kit.LoadPane;
import dev.keyporter.console.kit.Loader;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.reading.JsonLines;
import dev.keyporter.console.reading.JsonView;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.proxy.transcript.Body;
import java.util.List;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Headers and body of one direction, byte for byte or laid out. */
final class BodyTab implements InspectorTab {
  private static final KeyCombination FIND =
      new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);
  private static final PseudoClass NOT_FOUND = PseudoClass.getPseudoClass("not-found");

  private final Texts texts = Texts.of(BodyTab.class);
  private final Function<Bodies, String> headersOf;
  private final Function<Bodies, Body> bodyOf;
  private final Loader<Laid> loader;
  private final Parent view;
  private @Nullable Body body;

  @FXML private VBox root;
  @FXML private TitledPane headersPane;
  @FXML private VBox headers;
  @FXML private HBox tools;
  @FXML private ToggleButton pretty;
  @FXML private ToggleButton plain;
  @FXML private Label size;
  @FXML private CustomTextField find;
  @FXML private Button fold;
  @FXML private Button unfold;
  @FXML private CopyButton copy;
  @FXML private LoadPane pane;
  @FXML private StackPane content;
  @FXML private JsonView json;

  private BodyTab(
      Workspace workspace, Function<Bodies, String> headersOf, Function<Bodies, Body> bodyOf) {
    this.headersOf = headersOf;
    this.bodyOf = bodyOf;
    this.loader = new Loader<>(workspace.background());
    this.view = View.load(this);
  }

  static BodyTab ofRequest(Workspace workspace) {
    return new BodyTab(workspace, Bodies::requestHeaders, Bodies::request);
  }

  static BodyTab ofResponse(Workspace workspace) {
    return new BodyTab(workspace, Bodies::responseHeaders, Bodies::response);
  }

  @FXML
  private void initialize() {
    var group = new ToggleGroup();
    pretty.setToggleGroup(group);
    plain.setToggleGroup(group);
    pretty.setSelected(true);
    group
        .selectedToggleProperty()
        .addListener(
            (_, before, now) -> {
              if (now == null) {
                group.selectToggle(before);
              } else if (before != null) {
                load();
              }
            });
    fold.setTooltip(new Tooltip(texts.text("body.fold")));
    unfold.setTooltip(new Tooltip(texts.text("body.unfold")));
    for (Node node : List.of(headersPane, tools, fold, unfold)) {
      node.managedProperty().bind(node.visibleProperty());
    }
    pane.follow(loader);
    loader
        .load()
        .subscribe(
            load -> {
              if (load instanceof Load.Ready<Laid>(Laid laid)) {
                fill(laid);
              }
            });
    find.setOnAction(_ -> find(1));
    find.addEventFilter(KeyEvent.KEY_PRESSED, this::findKey);
    find.textProperty().subscribe(_ -> find.pseudoClassStateChanged(NOT_FOUND, false));
    root.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (FIND.match(event)) {
            find.requestFocus();
            find.selectAll();
            event.consume();
          }
        });
  }

  private void findKey(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE && !find.getText().isEmpty()) {
      find.clear();
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER && event.isShiftDown()) {
      find(-1);
      event.consume();
    }
  }

  private void find(int step) {
    boolean isFound = find.getText().isEmpty() || json.find(find.getText(), step);
    find.pseudoClassStateChanged(NOT_FOUND, !isFound);
  }

  @Override
  public Node view() {
    return view;
  }

  @Override
  public void show(Inspected inspected) {
    Bodies bodies = inspected.bodies();
    headersPane.setVisible(bodies != null);
    tools.setVisible(bodies != null);
    if (bodies == null) {
      body = null;
      loader.clear();
      content.getChildren().setAll(Notes.noBodies(inspected, texts));
      return;
    }
    List<String> lines = headersOf.apply(bodies).lines().toList();
    headersPane.setText(texts.text("body.headers", Figures.count(lines.size())));
    headers.getChildren().setAll(lines.stream().map(BodyTab::header).toList());
    body = bodyOf.apply(bodies);
    // What was read of another request must not stand below this one's headers.
    loader.clear();
    content.getChildren().clear();
    load();
  }

  private static Node header(String line) {
    int colon = line.indexOf(':');
    var name = new Label(colon < 0 ? line : line.substring(0, colon + 1));
    name.getStyleClass().addAll("kp-mono", "text-muted");
    name.setMinWidth(Label.USE_PREF_SIZE);
    var value = new Label(colon < 0 ? "" : line.substring(colon + 1).strip());
    value.getStyleClass().add("kp-mono");
    value.setWrapText(true);
    var row = new HBox(name, value);
    row.getStyleClass().add("kp-header-line");
    return row;
  }

  private void load() {
    Body shown = body;
    if (shown == null) {
      return;
    }
    size.setText(Figures.bytes((long) shown.bytes().length));
    copy.setDisable(true);
    boolean isPretty = pretty.isSelected();
    loader.load(() -> Laid.of(shown, isPretty));
  }

  /** A body's text, and its lines. */
  private record Laid(Body body, String text, JsonLines lines) {
    static Laid of(Body body, boolean isPretty) {
      String text = body.text().orElse("");
      JsonLines lines =
          !isPretty
              ? JsonLines.plain(text)
              : body.isEventStream() ? JsonLines.prettyEvents(text) : JsonLines.pretty(text);
      return new Laid(body, text, lines);
    }
  }

  private void fill(Laid laid) {
    copy.setContent(laid.text);
    copy.setDisable(laid.text.isEmpty());
    if (laid.text.isEmpty()) {
      boolean isEmpty = laid.body.isEmpty();
      content
          .getChildren()
          .setAll(
              Notes.note(
                  isEmpty ? "fth-minus" : "fth-file",
                  texts.text(
                      isEmpty
                          ? "body.empty"
                          : laid.body.cut().isPresent() ? "body.binary.cut" : "body.binary")));
      return;
    }
    fold.setVisible(laid.lines.isJson());
    unfold.setVisible(laid.lines.isJson());
    json.show(laid.lines);
    content.getChildren().setAll(json);
  }

  @FXML
  private void foldAll() {
    json.foldAll();
  }

  @FXML
  private void unfoldAll() {
    json.unfoldAll();
  }
}
