package dev.keyporter.console.settings;

import dev.keyporter.console.kit.Background;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.nav.Screen;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.db.engine.Changes;
import java.util.EnumMap;
import java.util.Map;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** All settings on one page that scrolls. */
public final class SettingsScreen implements Screen {
  private final Map<Place.Settings.Section, Node> sections =
      new EnumMap<>(Place.Settings.Section.class);
  private final Workspace workspace;
  private final ProxySection proxy;
  private final BackupSection backup;
  private final RecordingSection recording;
  private final PricesSection prices;
  private final Parent view;
  private Changes.@Nullable Subscription changes;

  @FXML private ScrollPane scroll;
  @FXML private VBox page;

  public SettingsScreen(Workspace workspace) {
    this.workspace = workspace;
    this.proxy = new ProxySection(workspace);
    this.backup = new BackupSection(workspace);
    this.recording = new RecordingSection(workspace);
    this.prices = new PricesSection(workspace);
    this.view = View.load(this);
  }

  @FXML
  private void initialize() {
    add(Place.Settings.Section.PROXY, proxy.view());
    add(Place.Settings.Section.DATABASE, new DatabaseSection(workspace).view());
    add(Place.Settings.Section.BACKUP, backup.view());
    add(Place.Settings.Section.RECORDING, recording.view());
    add(Place.Settings.Section.PRICES, prices.view());
    add(Place.Settings.Section.APPEARANCE, new AppearanceSection(workspace).view());
    page.getChildren().add(new AboutSection(workspace).view());
  }

  private void add(Place.Settings.Section section, Parent node) {
    sections.put(section, node);
    page.getChildren().add(node);
  }

  @Override
  public Parent view() {
    return view;
  }

  @Override
  public void open(Place place) {
    if (changes == null) {
      changes = workspace.database().changes().listen(() -> Background.show(this::refresh));
    }
    proxy.refresh();
    refresh();
    if (place instanceof Place.Settings settings) {
      scrollTo(settings.section());
    }
  }

  private void refresh() {
    backup.refresh();
    recording.refresh();
    prices.refresh();
  }

  @Override
  public void leave() {
    if (changes != null) {
      changes.close();
      changes = null;
    }
  }

  @Override
  public void focusFilter() {
    scrollTo(Place.Settings.Section.PRICES);
    prices.focusFilter();
  }

  private void scrollTo(Place.Settings.Section section) {
    view.applyCss();
    view.layout();
    Node target = sections.get(section);
    double room = page.getHeight() - scroll.getViewportBounds().getHeight();
    if (target != null) {
      double top =
          section == Place.Settings.Section.PROXY ? 0 : target.getBoundsInParent().getMinY();
      scroll.setVvalue(room <= 0 ? 0 : Math.min(1, top / room));
    }
  }
}
