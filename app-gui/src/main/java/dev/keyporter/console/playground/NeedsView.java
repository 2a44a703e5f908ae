package dev.keyporter.console.playground;

import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.StateLabel;
import dev.keyporter.console.kit.StateLabel.Tone;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.nav.Choice;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.db.access.NewProviderKey;
import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.account.Organization;
import dev.keyporter.proxy.ProxyState;
import dev.keyporter.proxy.demo.DemoProvider;
import java.net.URI;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What is missing before anything can be asked, with buttons for it; away when nothing is. */
final class NeedsView extends VBox {
  private final Texts texts = Texts.of(NeedsView.class);
  private final Workspace workspace;
  private final StateLabel proxy = new StateLabel();
  private final Button start = button("needs.start", "playground-start");
  private final StateLabel key = new StateLabel();
  private final Button newKey = button("needs.newKey", "playground-new-key");
  private final Button demoKey = button("needs.demoKey", "playground-demo-key");
  private final Button newOrganization = button("needs.newOrganization", "playground-new-org");
  private final Label failed = new Label();
  private final FlowPane proxyLine = new FlowPane(proxy, start);
  private final FlowPane keyLine = new FlowPane(key, newKey, demoKey, newOrganization);
  private @Nullable Standing standing;
  private boolean isTokenPasted;

  NeedsView(Workspace workspace) {
    this.workspace = workspace;
    getStyleClass().add("playground-needs");
    proxyLine.getStyleClass().add("playground-buttons");
    keyLine.getStyleClass().add("playground-buttons");
    failed.getStyleClass().add("danger");
    failed.setWrapText(true);
    failed.managedProperty().bind(failed.textProperty().isNotEmpty());
    getChildren().addAll(proxyLine, keyLine, failed);
    for (Region region :
        new Region[] {proxyLine, keyLine, start, newKey, demoKey, newOrganization}) {
      region.managedProperty().bind(region.visibleProperty());
    }
    start.setOnAction(_ -> workspace.proxy().start());
    newKey.setOnAction(_ -> workspace.navigator().go(new Place.Keys(new Choice.New<>(owner()))));
    newOrganization.setOnAction(
        _ -> workspace.navigator().go(new Place.Organizations(new Choice.New<>())));
    demoKey.setOnAction(_ -> createDemoKey());
    workspace.proxy().state().subscribe(_ -> show());
  }

  private Choice.For owner() {
    Organization asked = standing == null ? null : standing.organization();
    return asked == null ? Choice.For.UNSAID : new Choice.For(asked.id(), null);
  }

  private Button button(String text, String id) {
    var button = new Button(texts.text(text));
    button.setId(id);
    button.getStyleClass().add("small");
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }

  /**
   * Looks again.
   *
   * @param isPasted whether a token was pasted in, so that only it knows whose key serves
   */
  void show(@Nullable Standing now, boolean isPasted) {
    standing = now;
    isTokenPasted = isPasted;
    show();
  }

  private void show() {
    ProxyState state = workspace.proxy().state().get();
    boolean isRunning = state instanceof ProxyState.Running;
    boolean isMoving = state instanceof ProxyState.Starting || state instanceof ProxyState.Stopping;
    proxy.set(
        isMoving ? "fth-loader" : "fth-alert-triangle",
        texts.text(isMoving ? "needs.proxy.moving" : "needs.proxy"),
        isMoving ? Tone.ACTIVE : Tone.CAUTION);
    start.setDisable(isMoving);
    proxyLine.setVisible(!isRunning);
    Standing now = standing;
    boolean hasOrganization = now != null && !now.organizations().isEmpty();
    boolean isChosen = now != null && now.organization() != null;
    boolean isKeyMissing =
        now != null && !isTokenPasted && now.key() == null && (isChosen || !hasOrganization);
    keyLine.setVisible(isKeyMissing);
    key.set(
        "fth-key", texts.text(hasOrganization ? "needs.key" : "needs.organization"), Tone.CAUTION);
    newKey.setVisible(hasOrganization);
    newOrganization.setVisible(!hasOrganization);
    setVisible(!isRunning || isKeyMissing);
  }

  /** The demo provider's key, in an organization that is made where there is none. */
  private void createDemoKey() {
    Organization there = standing == null ? null : standing.organization();
    var database = workspace.database();
    demoKey.setDisable(true);
    failed.setText("");
    workspace
        .background()
        .run(
            () -> {
              Organization organization =
                  there == null
                      ? database.organizations().create(texts.text("needs.organization.name"))
                      : there;
              return database
                  .providerKeys()
                  .create(
                      organization.id(),
                      new NewProviderKey(
                          new KeyScope.Shared(),
                          texts.text("needs.demoKey.name"),
                          URI.create(DemoProvider.BASE_URL),
                          null,
                          null,
                          true),
                      new Secret(DemoProvider.KEY));
            },
            _ -> demoKey.setDisable(false),
            exception -> {
              demoKey.setDisable(false);
              Failure failure = Failure.of(exception);
              failed.setText(failure.what() + " " + failure.next());
            });
  }
}
