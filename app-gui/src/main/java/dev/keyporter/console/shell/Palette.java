package dev.keyporter.console.shell;

import dev.keyporter.console.about.AboutDialog;
import dev.keyporter.console.kit.Background;
import dev.keyporter.console.kit.CopyButton;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.nav.ScreenName;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.proxy.ProxyState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The command palette: type a few letters, and go anywhere or do anything. */
final class Palette {
  private static final Logger LOG = Logger.getLogger(Palette.class.getName());
  private static final int LINES = 9;
  private static final double LINE = 36;

  /** Screens on which things are made. */
  private static final EnumSet<ScreenName> CREATING =
      EnumSet.of(ScreenName.ORGANIZATIONS, ScreenName.USERS, ScreenName.KEYS, ScreenName.TOKENS);

  private final Texts texts = Texts.of(Palette.class);
  private final Workspace workspace;
  private final TextField field = new TextField();
  private final ListView<Found> list = new ListView<>();
  private final VBox view = new VBox(field, list);
  private final Things things;
  private List<Command> commands = List.of();
  private List<Command> named = List.of();
  private Background.@Nullable Work lookup;

  /** A command that fits what was typed. */
  record Found(Command command, Match match) {}

  Palette(Workspace workspace) {
    this.workspace = workspace;
    this.things = new Things(workspace);
    view.getStyleClass().add("kp-palette");
    view.setMaxSize(VBox.USE_PREF_SIZE, VBox.USE_PREF_SIZE);
    field.setId("palette-field");
    field.setPromptText(texts.text("palette.prompt"));
    field.setAccessibleText(texts.text("search.name"));
    list.setId("palette-list");
    list.setFocusTraversable(false);
    list.setFixedCellSize(LINE);
    list.setCellFactory(_ -> new PaletteCell());
    list.setOnMouseClicked(_ -> run());
    field.textProperty().addListener((_, _, _) -> filter());
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
  }

  void open() {
    commands = commands();
    named = List.of();
    workspace.background().run(things::all, this::named, this::withoutThings);
    field.clear();
    filter();
    workspace.dialogs().openAtTop(view);
    field.requestFocus();
  }

  private void named(List<Command> found) {
    named = found;
    filter();
  }

  /** Screens and actions are there all the same. */
  private void withoutThings(Exception failure) {
    LOG.log(Level.INFO, "The palette shows no names.", failure);
  }

  private void pressed(KeyEvent event) {
    switch (event.getCode()) {
      case DOWN -> move(1);
      case UP -> move(-1);
      case ENTER -> run();
      case ESCAPE -> workspace.dialogs().close();
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void move(int step) {
    int size = list.getItems().size();
    if (size > 0) {
      int next = Math.floorMod(list.getSelectionModel().getSelectedIndex() + step, size);
      list.getSelectionModel().select(next);
      list.scrollTo(Math.max(0, next - LINES / 2));
    }
  }

  private void run() {
    Found found = list.getSelectionModel().getSelectedItem();
    if (found != null) {
      workspace.dialogs().close();
      found.command().action().run();
    }
  }

  private void filter() {
    String typed = field.getText();
    var found = new ArrayList<Found>();
    for (Command command : commands) {
      add(typed, command, found);
    }
    if (!typed.isBlank()) {
      named.forEach(command -> add(typed, command, found));
    }
    found.sort(
        Comparator.comparing((Found one) -> one.command().group())
            .thenComparingInt(one -> -one.match().score()));
    show(found);
    lookUp(typed.strip());
  }

  private static void add(String typed, Command command, List<Found> found) {
    Match.of(typed, command.title()).ifPresent(match -> found.add(new Found(command, match)));
  }

  /** A pasted id of a request or a response leads there. */
  private void lookUp(String typed) {
    if (lookup != null) {
      lookup.cancel();
    }
    if (Things.isId(typed)) {
      lookup =
          workspace
              .background()
              .run(
                  () -> things.request(typed),
                  request ->
                      request
                          .flatMap(
                              command ->
                                  Match.of(typed, command.title())
                                      .map(match -> new Found(command, match)))
                          .ifPresent(found -> show(List.of(found))),
                  this::withoutThings);
    }
  }

  private void show(List<Found> found) {
    list.getItems().setAll(found);
    list.setPrefHeight(LINE * Math.clamp(found.size(), 1, LINES) + 2);
    list.getSelectionModel().selectFirst();
  }

  /** What does not apply now is left out. */
  private List<Command> commands() {
    var all = new ArrayList<Command>();
    for (ScreenName name : CREATING) {
      all.add(
          action(
              "fth-plus",
              "palette.new." + name.name().toLowerCase(Locale.ROOT),
              () -> workspace.navigator().go(Place.newOn(name))));
    }
    if (workspace.proxy().state().get() instanceof ProxyState.Running) {
      all.add(action("fth-square", "palette.stop", workspace.proxy()::stop));
    } else {
      all.add(action("fth-play", "palette.start", workspace.proxy()::start));
    }
    String url = workspace.proxy().baseUrl();
    all.add(action("fth-copy", "copy.address", () -> CopyButton.toClipboard(url)));
    all.add(action("fth-info", "palette.about", () -> AboutDialog.open(workspace)));
    for (ScreenName name : ScreenName.values()) {
      all.add(
          new Command(
              Command.Group.SCREENS,
              name.icon(),
              name.title(),
              Shortcuts.keysOf(name),
              () -> workspace.navigator().go(Place.of(name))));
    }
    return all;
  }

  private Command action(String icon, String text, Runnable action) {
    return new Command(Command.Group.ACTIONS, icon, texts.text(text), "", action);
  }
}
