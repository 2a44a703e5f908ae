package dev.keyporter.console.shell;

import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.nav.Screen;
import dev.keyporter.console.nav.ScreenName;
import dev.keyporter.console.workspace.Workspace;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The window's frame. Screens are made when they are first gone to. */
public final class Shell {
  private static final double COLLAPSE_UNDER = 1100;
  private static final PseudoClass COLLAPSED = PseudoClass.getPseudoClass("collapsed");

  private final Workspace workspace;
  private final Function<ScreenName, Screen> screenFactory;
  private final Map<ScreenName, Screen> screens = new EnumMap<>(ScreenName.class);
  private final Map<ScreenName, ToggleButton> entryOf = new EnumMap<>(ScreenName.class);
  private final Map<ScreenName, SidebarMark> markOf = new EnumMap<>(ScreenName.class);
  private final ToggleGroup selected = new ToggleGroup();
  private final Parent view;
  private final Palette palette;
  private final Arrival arrival;
  private @Nullable Screen current;
  private ScreenName currentName = ScreenName.OVERVIEW;
  private Place place = new Place.Overview();

  @FXML private StackPane root;
  @FXML private BorderPane frame;
  @FXML private VBox sidebar;
  @FXML private Label brand;
  @FXML private Button search;
  @FXML private Label searchWords;
  @FXML private Label searchKeys;
  @FXML private VBox entries;
  @FXML private VBox foot;
  @FXML private StackPane content;

  /**
   * The frame of a window.
   *
   * @param screenFactory makes each screen once
   */
  public Shell(Workspace workspace, Function<ScreenName, Screen> screenFactory) {
    this.workspace = workspace;
    this.screenFactory = screenFactory;
    this.palette = new Palette(workspace);
    this.view = View.load(this);
    this.arrival = new Arrival(content);
    workspace.navigator().onGo(this::go);
  }

  @FXML
  private void initialize() {
    ScreenName.Group group = null;
    for (ScreenName name : ScreenName.values()) {
      if (name.group() == ScreenName.Group.ELSEWHERE) {
        continue;
      }
      Pane column = name.group() == ScreenName.Group.FOOT ? foot : entries;
      if (name.group() != group) {
        group = name.group();
        addHeading(group);
      }
      var marked = new SidebarMark(entry(name), name);
      markOf.put(name, marked);
      column.getChildren().add(marked);
    }
    searchKeys.setText(Shortcuts.paletteKeys());
    frame.setBottom(new Footer(workspace).view());
    root.getChildren().addAll(workspace.notices(), workspace.dialogs().pane());
    StackPane.setAlignment(workspace.notices(), Pos.BOTTOM_RIGHT);
    workspace.notices().setMaxSize(Pane.USE_PREF_SIZE, Pane.USE_PREF_SIZE);
    root.widthProperty().subscribe(width -> collapse(width.doubleValue() < COLLAPSE_UNDER));
  }

  private void addHeading(ScreenName.Group group) {
    if (group != ScreenName.Group.FOOT) {
      var heading = new Label(group.title());
      heading.getStyleClass().add("kp-group");
      heading.managedProperty().bind(heading.visibleProperty());
      entries.getChildren().add(heading);
    }
  }

  private ToggleButton entry(ScreenName name) {
    var entry = new ToggleButton(name.title(), Icons.of(name.icon(), IconSize.NAVIGATION));
    entry.setId("nav-" + name.name().toLowerCase(Locale.ROOT));
    entry.getStyleClass().add("kp-entry");
    entry.setMaxWidth(Double.MAX_VALUE);
    entry.setAccessibleText(name.title());
    entry.setToggleGroup(selected);
    entry.setOnAction(
        _ -> {
          mark();
          go(Place.of(name));
        });
    entryOf.put(name, entry);
    return entry;
  }

  private void collapse(boolean collapsed) {
    sidebar.pseudoClassStateChanged(COLLAPSED, collapsed);
    brand.setVisible(!collapsed);
    brand.setManaged(!collapsed);
    searchWords.setVisible(!collapsed);
    searchKeys.setVisible(!collapsed);
    searchWords.setManaged(!collapsed);
    searchKeys.setManaged(!collapsed);
    entries
        .getChildren()
        .forEach(
            child -> {
              if (child instanceof Label heading) {
                heading.setVisible(!collapsed);
              }
            });
    entryOf.forEach(
        (name, entry) -> entry.setTooltip(collapsed ? new Tooltip(name.title()) : null));
    search.setTooltip(new Tooltip(search.getAccessibleText()));
  }

  /** The frame, to be the scene's root. */
  public Parent view() {
    return view;
  }

  /** Where one is. */
  public ScreenName currentName() {
    return currentName;
  }

  /** Where one went last. */
  public Place place() {
    return place;
  }

  /** Goes to a place, unless the screen in view holds one back. */
  public void go(Place next) {
    Screen leaving = current;
    if (leaving == null || next.screen() == currentName) {
      arrive(next);
    } else {
      leaving.beforeLeaving(() -> arrive(next));
    }
  }

  private void arrive(Place next) {
    Screen screen = screens.computeIfAbsent(next.screen(), screenFactory);
    boolean isOther = !screen.equals(current);
    if (current != null && isOther) {
      current.leave();
    }
    current = screen;
    currentName = next.screen();
    place = next;
    content.getChildren().setAll(screen.view());
    mark();
    if (isOther) {
      arrival.take(screenEntry());
    }
    screen.open(next);
  }

  private Node screenEntry() {
    return Objects.requireNonNullElse(entryOf.get(currentName), content);
  }

  /** A click on the selected entry must not take the mark away. */
  private void mark() {
    selected.selectToggle(entryOf.get(currentName));
  }

  /** Shows in the sidebar that a screen holds something that needs a look. */
  public void needsLook(ScreenName name, boolean needs) {
    Objects.requireNonNull(markOf.get(name)).set(needs);
  }

  @FXML
  void openPalette() {
    palette.open();
  }

  void openShortcutSheet() {
    workspace.dialogs().open(new ShortcutSheet());
  }

  /** Whether a dialog lies over the screen. */
  boolean isCovered() {
    return workspace.dialogs().isOpen();
  }

  /** Gives up the dialog that is open, if there is one. */
  void closeDialog() {
    workspace.dialogs().close();
  }

  /** Esc: closes the dialog that is open, else steps back on the screen. */
  void stepBack() {
    if (workspace.dialogs().isOpen()) {
      workspace.dialogs().close();
    } else {
      current().stepBack();
    }
  }

  /** The screen in view. */
  Screen current() {
    return Objects.requireNonNull(current);
  }

  /**
   * The window is about to close. The screen in view may hold it back, as when it is left.
   *
   * @param go closes it
   */
  public void beforeClosing(Runnable go) {
    if (current == null) {
      go.run();
    } else {
      current.beforeLeaving(go);
    }
  }

  /** Lets the screen in view end its live work: the window closes. */
  public void close() {
    if (current != null) {
      current.leave();
    }
  }
}
