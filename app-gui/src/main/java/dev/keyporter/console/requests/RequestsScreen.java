package dev.keyporter.console.requests;

import dev.keyporter.console.inspector.Inspector;
import dev.keyporter.console.kit.ExportPlace;
import dev.keyporter.console.kit.LoadPane;
import dev.keyporter.console.kit.Preferences;
import dev.keyporter.console.kit.RowFocus;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.nav.Screen;
import dev.keyporter.console.nav.ScreenName;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.db.engine.Changes;
import dev.keyporter.db.traffic.Requests;
import dev.keyporter.model.traffic.FilterParser;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.proxy.export.Export;
import java.nio.file.Path;
import java.time.Instant;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The requests on record, live: found by one filter, one of them in the inspector. */
public final class RequestsScreen implements Screen {
  private static final String FILTER = "requests.filter";

  private final Workspace workspace;
  private final Preferences preferences;
  private final FilterParser parser;
  private final LiveRows rows = new LiveRows();
  private final RequestFeed feed;
  private final Names names = new Names();
  private final Columns columns;
  private final Parent view;
  private final Inspector inspector;
  private final FilterInput input;
  private final RequestTable requestTable;
  private final LiveTable live;
  private final InspectorSplit split;
  private final NoRequests nothing;
  private final ExportBar exportBar;
  private Changes.@Nullable Subscription changes;
  private boolean hasOpened;

  @FXML private Label title;
  @FXML private FilterField filter;
  @FXML private Button saved;
  @FXML private Button pause;
  @FXML private Button columnButton;
  @FXML private VBox strips;
  @FXML private SplitPane splitPane;
  @FXML private LoadPane list;
  @FXML private TableView<RequestRow> table;
  @FXML private StackPane cover;
  @FXML private Pane overlay;
  @FXML private Label problem;

  /** The screen, to be filled when it comes into view. */
  public RequestsScreen(Workspace workspace) {
    this.workspace = workspace;
    this.preferences = workspace.preferences();
    this.parser = new FilterParser(workspace.times().clock(), workspace.times().zone());
    this.feed =
        new RequestFeed(
            workspace.background(), workspace.database().requests(), rows, Requests.BUDGET);
    this.columns = new Columns(preferences);
    this.inspector = new Inspector(workspace);
    this.view = View.load(this);
    title.setText(ScreenName.REQUESTS.title());
    requestTable = new RequestTable(table, columns, workspace.times(), names);
    workspace
        .theme()
        .textSizeProperty()
        .subscribe(size -> requestTable.setTextSize(size.doubleValue()));
    table.setItems(rows.rows());
    RowFocus.install(table);
    nothing = new NoRequests(workspace.proxy(), feed, this::setFilter);
    table.setPlaceholder(nothing.view());
    var menu = new RowMenu(workspace, row -> open(row.id()), this::narrow);
    live = new LiveTable(table, rows, feed, requestTable, menu, workspace.times());
    TableKeys.install(table, menu, row -> open(row.id()));
    table.getSelectionModel().selectedItemProperty().subscribe(this::selected);
    split = new InspectorSplit(splitPane, cover, inspector.view(), preferences);
    inspector.onClose(this::closeInspector);
    exportBar = new ExportBar(workspace.background(), workspace.times());
    strips
        .getChildren()
        .setAll(
            new LiveStrip(
                    rows,
                    feed,
                    workspace.times(),
                    live::resume,
                    () -> workspace.navigator().go(new Place.Refused(null)))
                .view(),
            exportBar.view());
    list.follow(feed.load(), feed::again);
    input =
        new FilterInput(
            filter,
            overlay,
            parser,
            workspace.background(),
            workspace.database().requests()::suggestions,
            this::take,
            table::requestFocus);
    input.problem().subscribe(this::showProblem);
    rows.pausedAt().subscribe(_ -> showPause());
    feed.walk().subscribe(_ -> explain());
    feed.load().subscribe(_ -> explain());
  }

  @Override
  public Parent view() {
    return view;
  }

  @Override
  public void open(Place place) {
    boolean isBack = changes != null;
    if (!isBack) {
      changes = workspace.database().changes().listen(this::readNames);
      readNames();
      live.start();
      inspector.rejoin();
    }
    boolean isNew = false;
    if (place instanceof Place.Requests(String text) && text != null) {
      isNew = input.set(text);
    } else if (!hasOpened) {
      isNew = input.set(preferences.text(FILTER).orElse(""));
    }
    hasOpened = true;
    if (!isBack && !isNew) {
      feed.rejoin();
    }
    if (place instanceof Place.Request(RequestId id)) {
      open(id);
    }
  }

  @Override
  public void leave() {
    feed.leave();
    inspector.leave();
    live.stop();
    if (changes != null) {
      changes.close();
      changes = null;
    }
  }

  @Override
  public void focusFilter() {
    filter.focusText();
  }

  @Override
  public void stepBack() {
    if (split.isOpen()) {
      closeInspector();
    } else if (!filter.text().isEmpty()) {
      setFilter("");
    }
  }

  private void readNames() {
    workspace
        .background()
        .run(
            () -> Names.read(workspace.database()),
            known -> {
              names.set(known);
              columns.setSeveralOrganizations(names.hasSeveralOrganizations());
              requestTable.fit();
              table.refresh();
            },
            _ -> {});
  }

  private void setFilter(String text) {
    input.set(text);
  }

  private void narrow(String term) {
    String text = filter.text().strip();
    if (!text.contains(term)) {
      setFilter((text + " " + term).strip());
    }
  }

  private void take(RequestFilter wanted, String text) {
    preferences.set(FILTER, text);
    feed.show(wanted);
    live.toTop();
  }

  private void showProblem(String sentence) {
    problem.setText(sentence);
    problem.setVisible(!sentence.isEmpty());
    var corner = overlay.sceneToLocal(filter.localToScene(0, filter.getHeight() + 4));
    problem.relocate(corner.getX(), corner.getY());
    problem.resize(problem.prefWidth(-1), problem.prefHeight(-1));
  }

  private void explain() {
    Walk walk = feed.walk().get();
    Instant reached = walk.reached();
    nothing.explain(
        filter.text(),
        parser.parse(filter.text()).tokens(),
        walk,
        reached == null ? "" : RequestWords.lookedBack(workspace.times().date(reached)));
  }

  private void showPause() {
    boolean isPaused = rows.isPaused();
    pause.setText(RequestWords.pause(isPaused));
    pause.getStyleClass().remove("accent");
    if (isPaused) {
      pause.getStyleClass().add("accent");
    }
    pause.setGraphic(RequestWords.pauseIcon(isPaused));
  }

  @FXML
  private void pauseOrResume() {
    if (rows.isPaused()) {
      live.resume();
    } else {
      rows.pause(workspace.times().clock().instant());
    }
  }

  @FXML
  private void chooseColumns() {
    new ColumnChooser(columns, requestTable).show(columnButton);
  }

  @FXML
  private void exportCsv() {
    export(Export.Format.CSV);
  }

  @FXML
  private void exportJsonLines() {
    export(Export.Format.JSONL);
  }

  private void export(Export.Format format) {
    Path chosen =
        new ExportPlace(
                workspace.fileDialogs(),
                preferences,
                workspace.times(),
                Texts.of(RequestsScreen.class),
                "requests")
            .ask(view.getScene(), format);
    if (chosen != null) {
      exportBar.start(
          new FileExport(workspace.database().requests(), feed.filter(), format, chosen));
    }
  }

  @FXML
  private void openSaved() {
    new SavedFilterMenu(new SavedFilters(preferences), this::setFilter)
        .show(saved, filter.text().strip());
  }

  private void selected(@Nullable RequestRow row) {
    if (row != null && split.isOpen()) {
      inspector.show(row.id());
    }
  }

  /** Shows a request beside the list, also one that is not in it. */
  private void open(RequestId id) {
    RequestRow selected = table.getSelectionModel().getSelectedItem();
    if (selected != null && !selected.id().equals(id)) {
      table.getSelectionModel().clearSelection();
    }
    rows.rows().stream()
        .filter(row -> row.id().equals(id))
        .findFirst()
        .ifPresent(row -> table.getSelectionModel().select(row));
    split.open();
    inspector.show(id);
  }

  private void closeInspector() {
    split.close();
    inspector.clear();
    table.requestFocus();
  }
}
