package dev.keyporter.console.inspector;

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
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** A stream's events in order with their times, its words joined, and its bytes untouched. */
final class StreamTab implements InspectorTab {
  private static final String GROUPED = "inspector.groupDeltas";

  private final Texts texts = Texts.of(StreamTab.class);
  private final Workspace workspace;
  private final JsonView lines = new JsonView();
  private final Loader<Words> loader;
  private final Loader<List<StreamRow>> rowLoader;
  private final Parent view;
  private @Nullable RecordedStream stream;
  private @Nullable StreamRows rows;

  @FXML private DensityStrip strip;
  @FXML private ToggleButton events;
  @FXML private ToggleButton text;
  @FXML private ToggleButton bytes;
  @FXML private Label count;
  @FXML private CheckBox group;
  @FXML private CopyButton copy;
  @FXML private LoadPane pane;
  @FXML private StackPane content;
  @FXML private ListView<StreamRow> list;

  StreamTab(Workspace workspace) {
    this.workspace = workspace;
    this.loader = new Loader<>(workspace.background());
    this.rowLoader = new Loader<>(workspace.background());
    this.view = View.load(this);
  }

  @FXML
  private void initialize() {
    var views = new ToggleGroup();
    views.getToggles().setAll(List.of(events, text, bytes));
    events.setSelected(true);
    views
        .selectedToggleProperty()
        .addListener(
            (_, before, now) -> {
              if (now == null) {
                views.selectToggle(before);
              } else {
                choose();
              }
            });
    group.setSelected(workspace.preferences().flag(GROUPED, true));
    group.setOnAction(_ -> regroup());
    list.setCellFactory(_ -> new StreamCell(texts, this::toggle, this::takeApart));
    list.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    pane.follow(loader);
    loader
        .load()
        .subscribe(
            load -> {
              if (load instanceof Load.Ready<Words>(Words loaded)) {
                copy.setContent(loaded.whole);
                copy.setDisable(loaded.whole.isEmpty());
                if (!events.isSelected()) {
                  lines.show(loaded.lines);
                  content.getChildren().setAll(lines);
                }
              }
            });
    rowLoader
        .load()
        .subscribe(
            load -> {
              if (load instanceof Load.Ready<List<StreamRow>>(List<StreamRow> loaded)) {
                int selected = list.getSelectionModel().getSelectedIndex();
                list.getItems().setAll(loaded);
                list.getSelectionModel().select(selected);
              }
            });
  }

  @Override
  public Node view() {
    return view;
  }

  @Override
  public void show(Inspected inspected) {
    RecordedStream shown = inspected.stream();
    if (shown == null) {
      return;
    }
    loader.clear();
    rowLoader.clear();
    content.getChildren().clear();
    list.getItems().clear();
    stream = shown;
    rows = new StreamRows(shown, group.isSelected());
    strip.show(shown);
    count.setText(
        texts.text(
            "stream.count",
            Figures.count(shown.events().size()),
            Figures.bytes((long) shown.body().bytes().length)));
    choose();
  }

  private void choose() {
    RecordedStream shown = stream;
    if (shown == null || rows == null) {
      return;
    }
    group.setVisible(events.isSelected());
    copy.setDisable(true);
    boolean isText = text.isSelected();
    boolean isList = events.isSelected();
    loader.load(() -> Words.of(isText ? shown.text() : shown.body().text().orElse(""), !isList));
    if (isList) {
      refill(rows);
      content.getChildren().setAll(list);
    }
  }

  /** What can be copied, and its lines, where these are shown. */
  private record Words(String whole, JsonLines lines) {
    static Words of(String whole, boolean isShown) {
      return new Words(whole, JsonLines.plain(isShown ? whole : ""));
    }
  }

  private void regroup() {
    workspace.preferences().set(GROUPED, group.isSelected());
    if (rows != null) {
      rows.setGrouped(group.isSelected());
      refill(rows);
    }
  }

  private void toggle(EventGroup toggled) {
    if (rows != null) {
      rows.toggle(toggled);
      refill(rows);
    }
  }

  private void takeApart(EventGroup run) {
    if (rows != null) {
      rows.takeApart(run);
      refill(rows);
    }
  }

  private void refill(StreamRows from) {
    StreamRows now = from.copy();
    rowLoader.load(now::rows);
  }

  private void key(KeyEvent event) {
    boolean isToggle = event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE;
    if (isToggle
        && list.getSelectionModel().getSelectedItem()
            instanceof StreamRow.Event(EventGroup selected, boolean _)) {
      toggle(selected);
      event.consume();
    }
  }
}
