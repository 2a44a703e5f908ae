package dev.keyporter.console.connect;

import dev.keyporter.console.connect.guide.Tool;
import dev.keyporter.console.kit.Background;
import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.LoadPane;
import dev.keyporter.console.kit.Loader;
import dev.keyporter.console.kit.StateLabel.Tone;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.nav.Screen;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.access.AccessTokenId;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.account.Organization;
import dev.keyporter.proxy.access.IssuedToken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Pick a tool, copy what it needs, and watch its first request arrive. */
public final class ConnectScreen implements Screen {
  private static final String TOOL = "connect.tool";
  private static final String NO_TOOL = "none";

  /** In parts of the text's size. */
  private static final double SUBTITLE_FROM = 85;

  private static final Duration BETWEEN_READS = Duration.ofSeconds(2);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(400);

  private final Texts texts = Texts.of(ConnectScreen.class);
  private final Workspace workspace;
  private final Loader<Inventory> loader;
  private final TokenPicker picker;
  private final ToolDetail detail;
  private final Greeting greeting;
  private final List<ToolTile> tiles;

  private final Parent view;
  private Inventory inventory = Inventory.NONE;
  private @Nullable Tool tool;
  private Background.@Nullable Work reading;
  private Background.@Nullable Work watch;
  private @Nullable AccessTokenId watched;

  /** The newest token at hand when one was here last. */
  private @Nullable AccessTokenId seen;

  @FXML private BorderPane content;
  @FXML private LoadPane load;
  @FXML private Label subtitle;
  @FXML private HBox pickerPlace;
  @FXML private TextField search;
  @FXML private VBox tilePlace;
  @FXML private Label noMatch;
  @FXML private Label reach;

  public ConnectScreen(Workspace workspace) {
    this.workspace = workspace;
    this.loader = new Loader<>(workspace.background());
    this.picker = new TokenPicker(workspace.preferences(), workspace.tokens(), this::show);
    this.detail = new ToolDetail(workspace, this::issued, () -> choose(null));
    this.greeting = new Greeting(workspace);
    this.tiles = Stream.of(Tool.values()).map(one -> new ToolTile(one, texts)).toList();
    this.view = View.load(this);
  }

  @FXML
  private void initialize() {
    load.follow(loader);
    loader.load().subscribe(state -> become(state.shown()));
    pickerPlace.getChildren().setAll(picker.view());
    var grid = new TileGrid();
    grid.setTiles(tiles);
    tilePlace.getChildren().setAll(grid);
    for (ToolTile tile : tiles) {
      tile.managedProperty().bind(tile.visibleProperty());
      tile.setOnAction(_ -> choose(tile.tool()));
    }
    noMatch.managedProperty().bind(noMatch.visibleProperty());
    search.textProperty().subscribe(this::find);
    subtitle.managedProperty().bind(subtitle.visibleProperty());
    content.widthProperty().subscribe(_ -> showSubtitle());
    subtitle.fontProperty().subscribe(_ -> showSubtitle());
    workspace.proxy().state().subscribe(_ -> showReach());
    tool =
        workspace
            .preferences()
            .text(TOOL)
            .flatMap(
                name -> Stream.of(Tool.values()).filter(one -> one.key().equals(name)).findFirst())
            .orElse(
                NO_TOOL.equals(workspace.preferences().text(TOOL).orElse("")) ? null : Tool.PYTHON);
  }

  @Override
  public Parent view() {
    return view;
  }

  @Override
  public void open(Place place) {
    AccessTokenId newest = workspace.tokens().newest().get();
    if (place instanceof Place.Connect(AccessTokenId token) && token != null) {
      picker.choose(token);
    } else if (!Objects.equals(newest, seen) && newest != null) {
      // It was issued just now, for this.
      picker.choose(newest);
    }
    seen = newest;
    if (reading == null) {
      reading = workspace.background().repeat(BETWEEN_READS, this::read, this::become, _ -> {});
    }
    // Shows at once what was here last time, and begins to wait for its first request.
    loader.load(this::read);
  }

  @Override
  public void leave() {
    if (reading != null) {
      reading.cancel();
      reading = null;
    }
    endWatch();
    watched = null;
  }

  @Override
  public void focusFilter() {
    search.requestFocus();
    search.selectAll();
  }

  @Override
  public void stepBack() {
    if (!search.getText().isEmpty()) {
      search.clear();
    } else {
      choose(null);
    }
  }

  private Inventory read() {
    return Inventory.read(workspace.database(), workspace.times().clock().instant());
  }

  private void become(@Nullable Inventory now) {
    if (now != null) {
      inventory = now;
      picker.offer(now);
      detail.offer(now.models());
      show();
    }
  }

  private void choose(@Nullable Tool chosen) {
    if (chosen != tool) {
      watched = null;
    }
    tool = chosen;
    workspace.preferences().set(TOOL, chosen == null ? NO_TOOL : chosen.key());
    show();
  }

  private void issued(IssuedToken token) {
    workspace.tokens().keep(token);
    seen = token.token().id();
    picker.choose(token.token().id());
    loader.load(this::read);
    watch(token.token().id(), true);
  }

  private void show() {
    Tool now = tool;
    for (ToolTile tile : tiles) {
      tile.choose(tile.tool() == now);
      showState(tile);
    }
    if (now == null) {
      content.setRight(null);
      endWatch();
      watched = null;
      return;
    }
    TokenChoice token = picker.token();
    Organization organization = picker.organization();
    AccessTokenId id = token == null ? null : token.token().id();
    String text = id == null ? null : workspace.tokens().text(id).map(Secret::reveal).orElse(null);
    detail.show(new Subject(now, organization, token, text, picker.isOpen()));
    detail.setFoot(now.works() ? greeting.view() : null);
    if (content.getRight() == null) {
      content.setRight(detail.view());
    }
    if (id == null || !now.works()) {
      endWatch();
      watched = null;
      greeting.rest();
    } else if (!id.equals(watched)) {
      watch(id, false);
    }
  }

  private void watch(AccessTokenId token, boolean isNew) {
    endWatch();
    watched = token;
    greeting.await();
    if (reading == null) {
      return;
    }
    var arrivals = new Arrivals(workspace.database().requests(), token, isNew);
    watch =
        workspace
            .background()
            .repeat(
                BETWEEN_LOOKS,
                arrivals::look,
                look -> {
                  greeting.show(look);
                  if (look.isFinal()) {
                    endWatch();
                  }
                },
                // The next look may succeed; the footer says what is wrong meanwhile.
                _ -> {});
  }

  private void endWatch() {
    if (watch != null) {
      watch.cancel();
      watch = null;
    }
  }

  private void showState(ToolTile tile) {
    Instant last = inventory.lastRequest().get(tile.tool());
    if (tile.tool() == tool && watch != null) {
      tile.state("fth-loader", texts.text("tile.waiting"), Tone.ACTIVE);
    } else if (last != null) {
      String ago = workspace.times().ago(last);
      tile.state("fth-check-circle", texts.text("tile.seen", ago), Tone.GOOD);
    } else {
      tile.state("fth-circle", texts.text("tile.unseen"), Tone.QUIET);
    }
  }

  private void find(String typed) {
    tiles.forEach(tile -> tile.setVisible(tile.matches(typed)));
    noMatch.setVisible(tiles.stream().noneMatch(ToolTile::isVisible));
    noMatch.setText(texts.text("search.none", Objects.requireNonNull(typed)));
  }

  /** The first thing to go where it is narrow or the text is large. */
  private void showSubtitle() {
    subtitle.setVisible(content.getWidth() > SUBTITLE_FROM * subtitle.getFont().getSize());
  }

  private void showReach() {
    boolean isOpen = workspace.proxy().isOpen();
    reach.setText(texts.text(isOpen ? "reach.network" : "reach.local"));
    reach.setGraphic(Icons.of(isOpen ? "fth-globe" : "fth-shield", IconSize.STATE));
  }

  @FXML
  private void chooseFirst() {
    tiles.stream().filter(ToolTile::isVisible).findFirst().ifPresent(tile -> choose(tile.tool()));
  }
}
