package dev.keyporter.console.listing;

import atlantafx.base.controls.CustomTextField;
import dev.keyporter.console.kit.EmptyState;
import dev.keyporter.console.kit.Load;
import dev.keyporter.console.kit.LoadPane;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.nav.Choice;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.nav.Screen;
import dev.keyporter.console.nav.ScreenName;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.OrganizationId;
import java.util.List;
import java.util.Locale;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/**
 * A list and, beside it, the one thing that is selected or the form for a new one.
 *
 * @param <K> identifies a thing
 * @param <T> a line of the list
 */
public final class ListPage<K, T> implements Screen {
  /** So many loads may have begun before what is wanted was made. */
  private static final int TRIES = 3;

  private final Workspace workspace;
  private final Listing<K, T> listing;
  private final LiveLoad<Listed<T>> live;
  private final Parent view;
  private final ListTable<K, T> lines;
  private final SidePane side;
  private final OrganizationChoice organization;
  private @Nullable K wanted;
  private int tries;
  private @Nullable K shown;
  private @Nullable T shownLine;

  @FXML private Label title;
  @FXML private CustomTextField search;
  @FXML private HBox filters;
  @FXML private HBox controls;
  @FXML private Button create;
  @FXML private LoadPane load;
  @FXML private StackPane body;
  @FXML private Node list;
  @FXML private TableView<T> table;
  @FXML private NeedStrip need;
  @FXML private EmptyState empty;
  @FXML private Button emptyCreate;
  @FXML private EmptyState noMatch;
  @FXML private StackPane sidePane;

  public ListPage(Workspace workspace, Listing<K, T> listing) {
    this.workspace = workspace;
    this.listing = listing;
    this.live = new LiveLoad<>(workspace, this::read);
    this.view = View.load(this);
    this.lines = new ListTable<>(workspace, listing, table);
    this.side = new SidePane(sidePane);
    this.organization =
        new OrganizationChoice(
            workspace.preferences(), "list." + lowerCase(listing.screen()) + ".organization");
    if (listing.screen() != ScreenName.ORGANIZATIONS) {
      filters.getChildren().add(organization.view());
    }
    controls.getChildren().setAll(listing.controls());
    create.managedProperty().bind(create.visibleProperty());
    create.setVisible(listing.makesNew());
    organization.onChange(this::filter);
    search.textProperty().addListener((_, _, _) -> filter());
    lines.onChosen(line -> side.leave(() -> choose(line), () -> lines.choose(shown)));
    lines.onOpened(() -> listing.detail().pane().focusFirst());
    listing.detail().pane().onClose(this::closeSide);
    need.onChange(this::filter);
    words(listing.texts());
    load.follow(live.load(), live::now);
    live.load().subscribe(this::loaded);
  }

  private static String lowerCase(ScreenName name) {
    return name.name().toLowerCase(Locale.ROOT);
  }

  private void words(Texts own) {
    title.setText(listing.screen().title());
    search.setPromptText(own.text("list.search"));
    search.setAccessibleText(own.text("list.search"));
    empty.setIcon(listing.screen().icon());
    empty.setText(own.text("list.empty"));
    if (listing.makesNew()) {
      create.setText(own.text("list.new"));
      emptyCreate.setText(own.text("list.new"));
    } else {
      empty.getActions().clear();
    }
    noMatch.setText(own.text("list.noMatch"));
    table.setId(lowerCase(listing.screen()) + "-table");
    table.setAccessibleText(listing.screen().title());
  }

  private Listed<T> read() {
    List<Organization> organizations = workspace.database().organizations().list();
    return new Listed<>(organizations, listing.load(organizations));
  }

  @Override
  public Parent view() {
    return view;
  }

  @Override
  public void open(Place place) {
    live.start();
    listing.search(place).ifPresent(this::search);
    switch (listing.choice(place)) {
      case Choice.AsIs<K> _ -> {}
      case Choice.One<K>(K id) -> {
        wanted = id;
        tries = 0;
        side.leave(this::goToWanted, () -> wanted = null);
      }
      case Choice.New<K>(Choice.For owner) -> startNew(owner);
    }
  }

  /** Searches among all. */
  private void search(String text) {
    clearFilters();
    search.setText(text);
  }

  @Override
  public void leave() {
    live.stop();
  }

  @Override
  public void beforeLeaving(Runnable go) {
    if (side.isGuarded()) {
      side.leave(
          () -> {
            go.run();
            hideSide();
          },
          () -> {});
    } else {
      go.run();
    }
  }

  @Override
  public void focusFilter() {
    search.requestFocus();
    search.selectAll();
  }

  /** Closes what is beside the list, then takes the search away. */
  @Override
  public void stepBack() {
    if (side.isOpen()) {
      closeSide();
    } else if (!search.getText().isEmpty()) {
      search.clear();
    }
    if (!workspace.dialogs().isOpen()) {
      table.requestFocus();
    }
  }

  /** Shows something else beside the list, which must not be lost. */
  public void showGuarded(Node node, SidePane.Guard guard) {
    shown = null;
    lines.choose(null);
    accentOnCreate(false);
    side.showGuarded(node, guard);
  }

  @FXML
  private void openChanges() {
    workspace.navigator().go(new Place.Changes(""));
  }

  @FXML
  private void startNew() {
    startNew(Choice.For.UNSAID);
  }

  private void startNew(Choice.For owner) {
    side.leave(
        () -> {
          var whose = new Choice.For(lookedAt(owner), owner.user());
          shown = null;
          lines.choose(null);
          FormPane form = listing.form(this, whose);
          form.onClose(this::closeSide);
          accentOnCreate(false);
          side.show(form);
          form.focusFirst();
        },
        () -> {});
  }

  /** The organization that is said, or that is looked at; null where neither is. */
  private @Nullable OrganizationId lookedAt(Choice.For owner) {
    if (owner.organization() != null) {
      return owner.organization();
    }
    return shown == null || shownLine == null
        ? organization.chosen()
        : listing.organization(shownLine);
  }

  private void loaded(Load<Listed<T>> loaded) {
    if (!(loaded instanceof Load.Ready<Listed<T>>(Listed<T> listed))) {
      return;
    }
    organization.offer(listed.organizations());
    lines.show(listed.lines());
    showBody();
    if (wanted != null) {
      goToWanted();
    } else if (shown != null) {
      T line = lines.line(shown);
      if (line == null) {
        hideSide();
      } else if (!line.equals(shownLine) || !listing.detail().pane().isFocusWithin()) {
        // Not under someone's fingers only because a few seconds have passed.
        show(line);
      }
    }
  }

  /** What is wanted may only be there with the next load. */
  private void goToWanted() {
    K id = wanted;
    T line = id == null ? null : lines.line(id);
    if (line == null) {
      if (tries++ < TRIES) {
        live.now();
      } else {
        // It has been deleted.
        wanted = null;
      }
      return;
    }
    wanted = null;
    if (!current().on(listing).test(line)) {
      clearFilters();
    }
    lines.choose(id);
    lines.reveal();
    choose(line);
  }

  private void show(T line) {
    shownLine = line;
    listing.detail().show(line);
  }

  private void choose(@Nullable T line) {
    if (line == null) {
      hideSide();
      return;
    }
    shown = listing.id(line);
    show(line);
    accentOnCreate(true);
    side.show(listing.detail().pane());
  }

  /** Closes what is beside the list, if it may be. */
  public void closeSide() {
    side.leave(this::hideSide, () -> {});
  }

  private void hideSide() {
    shown = null;
    lines.choose(null);
    accentOnCreate(true);
    side.hide();
  }

  /** At most one filled button: a form beside the list has one of its own. */
  private void accentOnCreate(boolean accent) {
    create.getStyleClass().remove("accent");
    if (accent) {
      create.getStyleClass().add("accent");
    }
  }

  private LineFilter current() {
    return new LineFilter(search.getText(), organization.chosen(), need.isOnly());
  }

  private void filter() {
    lines.filter(current().on(listing));
    showBody();
  }

  @FXML
  private void clearFilters() {
    need.showAll();
    organization.chooseAll();
    search.clear();
    filter();
  }

  private void showBody() {
    long inNeed = lines.needingLook();
    if (inNeed == 0 && need.isOnly()) {
      need.showAll();
      lines.filter(current().on(listing));
    }
    need.show(inNeed == 0 ? "" : listing.texts().text("list.need", inNeed));
    Node now = !lines.hasLines() ? empty : !lines.hasFound() ? noMatch : list;
    // One place for the accent: the empty list's own button.
    create.setVisible(listing.makesNew() && now != empty);
    body.getChildren().setAll(now);
  }
}
