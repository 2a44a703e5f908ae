package dev.keyporter.console.shell;

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
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

/** The command palette: type a few letters, and go anywhere or do anything. */
final class Palette {
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
  private List<Command> commands = List.of();

  /** A command that fits what was typed. */
  record Found(Command command, Match match) {}

  Palette(Workspace workspace) {
    this.workspace = workspace;
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
    field.clear();
    filter();
    workspace.dialogs().open(view);
    field.requestFocus();
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
      Match.of(typed, command.title()).ifPresent(match -> found.add(new Found(command, match)));
    }
    found.sort(
        Comparator.comparing((Found one) -> one.command().group())
            .thenComparing(one -> -one.match().score()));
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
