package dev.keyporter.console.changes;

import atlantafx.base.controls.CustomTextField;
import dev.keyporter.console.kit.EmptyState;
import dev.keyporter.console.kit.Load;
import dev.keyporter.console.kit.LoadPane;
import dev.keyporter.console.kit.RowFocus;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.listing.ChangeWords;
import dev.keyporter.console.listing.LiveLoad;
import dev.keyporter.console.nav.Choice;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.nav.Screen;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.db.account.AdminChange;
import dev.keyporter.model.access.AccessTokenId;
import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.UserId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javafx.beans.property.SimpleStringProperty;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;

/** All administrative changes, newest first; each leads to what was changed. */
public final class ChangesScreen implements Screen {
  private static final int PAGE = 200;

  private final Workspace workspace;
  private final Texts texts = Texts.of(ChangesScreen.class);
  private final LiveLoad<List<AdminChange>> live;
  private final Parent view;
  private volatile String typed = "";
  private final AtomicInteger wanted = new AtomicInteger(PAGE);

  @FXML private CustomTextField search;
  @FXML private LoadPane load;
  @FXML private TableView<AdminChange> table;
  @FXML private Button older;
  @FXML private EmptyState noMatch;

  public ChangesScreen(Workspace workspace) {
    this.workspace = workspace;
    this.live = new LiveLoad<>(workspace, this::read);
    this.view = View.load(this);
    load.follow(live.load(), live::now);
    live.load().subscribe(this::loaded);
  }

  @FXML
  private void initialize() {
    column("column.when", 230, change -> workspace.times().full(change.changedAt()));
    column("column.who", 120, AdminChange::actor);
    column("column.kind", 140, ChangeWords::subject);
    column("column.name", 260, AdminChange::subjectName);
    column("column.what", 420, ChangeWords::of);
    table.setPlaceholder(noMatch);
    RowFocus.install(table);
    table.setOnMouseClicked(
        event -> {
          if (event.getClickCount() == 2) {
            openSelected();
          }
        });
    table.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            openSelected();
          }
        });
    search
        .textProperty()
        .addListener(
            (_, _, text) -> {
              typed = text.strip();
              wanted.set(PAGE);
              live.now();
            });
    older.managedProperty().bind(older.visibleProperty());
  }

  private void column(String title, double width, Function<AdminChange, String> text) {
    var column = new TableColumn<AdminChange, String>(texts.text(title));
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    column.setCellValueFactory(cell -> new SimpleStringProperty(text.apply(cell.getValue())));
    table.getColumns().add(column);
  }

  private List<AdminChange> read() {
    var log = workspace.database().adminLog();
    return typed.isEmpty()
        ? log.list(Long.MAX_VALUE, wanted.get())
        : log.search(typed, Long.MAX_VALUE, wanted.get());
  }

  private void loaded(Load<List<AdminChange>> loaded) {
    if (loaded instanceof Load.Ready<List<AdminChange>>(List<AdminChange> changes)) {
      if (!changes.equals(table.getItems())) {
        table.getItems().setAll(changes);
      }
      older.setVisible(changes.size() == wanted.get());
    }
  }

  @FXML
  private void showOlder() {
    wanted.addAndGet(PAGE);
    live.now();
  }

  @FXML
  private void clearSearch() {
    search.clear();
  }

  private void openSelected() {
    Optional.ofNullable(table.getSelectionModel().getSelectedItem())
        .flatMap(ChangesScreen::place)
        .ifPresent(workspace.navigator()::go);
  }

  /** Where the thing is; empty for what has no screen of its own. */
  private static Optional<Place> place(AdminChange change) {
    String action = change.action();
    if (action.startsWith("organization.")) {
      return Optional.of(
          new Place.Organizations(new Choice.One<>(new OrganizationId(change.subjectId()))));
    }
    if (action.startsWith("user.")) {
      return Optional.of(new Place.Users(new Choice.One<>(new UserId(change.subjectId()))));
    }
    if (action.startsWith("key.")) {
      return Optional.of(new Place.Keys(new Choice.One<>(new ProviderKeyId(change.subjectId()))));
    }
    if (action.startsWith("token.")) {
      return Optional.of(new Place.Tokens(new Choice.One<>(new AccessTokenId(change.subjectId()))));
    }
    return Optional.empty();
  }

  @Override
  public Parent view() {
    return view;
  }

  @Override
  public void open(Place place) {
    live.start();
    if (place instanceof Place.Changes(String text)) {
      search.setText(text);
    }
  }

  @Override
  public void leave() {
    live.stop();
  }

  @Override
  public void focusFilter() {
    search.requestFocus();
  }

  @Override
  public void stepBack() {
    search.clear();
    table.requestFocus();
  }
}
