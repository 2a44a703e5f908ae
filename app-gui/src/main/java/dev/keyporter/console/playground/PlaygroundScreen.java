package dev.keyporter.console.playground;

import dev.keyporter.console.kit.Background;
import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.Load;
import dev.keyporter.console.kit.Loader;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.nav.Screen;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.db.engine.Changes;
import dev.keyporter.model.account.User;
import dev.keyporter.model.cost.Rates;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.proxy.client.Before;
import dev.keyporter.proxy.client.CallBody;
import dev.keyporter.proxy.client.Parameters;
import dev.keyporter.proxy.client.ProxyClient;
import java.util.List;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** A client of the running proxy with everything in sight: settings, conversation, measures. */
public final class PlaygroundScreen implements Screen {
  private static final Duration TICK = Duration.millis(50);

  private final Texts texts = Texts.of(PlaygroundScreen.class);
  private final Workspace workspace;
  private final TokenKeeper tokens;
  private final Conversation conversation;
  private final Loader<Standing> standing;
  private final ModelList models;
  private final SettingsPane settings;
  private final ConversationPane column;
  private final MeasuresPane measures = new MeasuresPane();
  private final CodePane code;
  private final NeedsView needs;
  private final Timeline ticking = new Timeline();
  private final Parent view;
  private Changes.@Nullable Subscription changes;

  /** The recorded request that all this started from; null for none. */
  private @Nullable Origin origin;

  @FXML private Label as;
  @FXML private ToggleButton showCode;
  @FXML private StackPane settingsPlace;
  @FXML private StackPane columnPlace;
  @FXML private StackPane sidePlace;

  public PlaygroundScreen(Workspace workspace) {
    this.workspace = workspace;
    var client = new ProxyClient(() -> workspace.proxy().proxy().calls());
    tokens = new TokenKeeper(workspace.database(), workspace.times().clock());
    workspace.farewells().add(tokens::revoke);
    var callers = new Callers(workspace.database(), tokens);
    conversation = new Conversation(workspace, client, callers);
    standing = new Loader<>(workspace.background());
    needs = new NeedsView(workspace);
    code = new CodePane(workspace, callers);
    column =
        new ConversationPane(
            conversation, new Helps(workspace.navigator(), workspace.proxy()), needs, this::send);
    settings = new SettingsPane(workspace.preferences());
    models = new ModelList(workspace, settings);
    view = View.load(this);
  }

  @FXML
  private void initialize() {
    settingsPlace.getChildren().add(settings.view());
    settings.follow(this::look, this::show, models::ask);
    columnPlace.getChildren().add(column.view());
    showCode
        .selectedProperty()
        .subscribe(
            isCode -> sidePlace.getChildren().setAll(isCode ? code.view() : measures.view()));
    ticking.setCycleCount(Animation.INDEFINITE);
    ticking.getKeyFrames().add(new KeyFrame(TICK, _ -> tick()));
    standing.load().subscribe(_ -> stand());
    workspace.proxy().state().subscribe(_ -> stand());
    column.questionProperty().subscribe(_ -> show());
    conversation.turns().addListener((ListChangeListener<Turn>) this::followTurns);
    conversation.open().subscribe(this::opened);
    conversation.onTokenRefused(this::tokenRefused);
  }

  private void followTurns(ListChangeListener.Change<? extends Turn> change) {
    while (change.next()) {
      for (Turn turn : change.getAddedSubList()) {
        turn.recorded().subscribe(_ -> show());
        turn.answer().subscribe(_ -> showMeasures());
      }
    }
    show();
  }

  private void opened(@Nullable Turn turn) {
    if (turn != null && changes != null) {
      ticking.play();
    } else {
      ticking.stop();
      look();
    }
    show();
  }

  private void tick() {
    Turn open = conversation.open().get();
    if (open != null) {
      open.refresh();
      column.tick(open);
    }
  }

  @Override
  public Parent view() {
    return view;
  }

  @Override
  public void open(Place place) {
    if (changes == null) {
      changes = workspace.database().changes().listen(this::changed);
      if (conversation.open().get() != null) {
        ticking.play();
      }
    }
    look();
    if (place instanceof Place.Playground(@Nullable RequestId from) && from != null) {
      startFrom(from);
    }
    column.focus();
  }

  private void changed() {
    Background.show(this::look);
  }

  @Override
  public void leave() {
    ticking.stop();
    if (changes != null) {
      changes.close();
      changes = null;
    }
  }

  @Override
  public void stepBack() {
    if (conversation.open().get() != null) {
      column.stop();
    }
  }

  /** Reads again what there is to ask with. */
  private void look() {
    var database = workspace.database();
    Standing.Wanted wanted = settings.wanted(origin);
    standing.load(() -> Standing.read(database, wanted));
  }

  private void stand() {
    Standing now = standing.load().get().shown();
    if (now == null) {
      return;
    }
    if (standing.load().get() instanceof Load.Ready<Standing> _) {
      settings.show(now);
      models.show(now, settings.isTokenPasted());
    }
    show();
  }

  /** Shows what follows from settings and question. */
  private void show() {
    Identity identity = settings.identity().orElse(null);
    String name = identity == null ? "" : identity.name();
    as.setText(name.isEmpty() ? "" : texts.text("as", name));
    Standing now = standing.load().get().shown();
    needs.show(now, settings.isTokenPasted());
    ParameterForm form = settings.form();
    boolean isRight = form.problems().isEmpty();
    column.setReady(missing(now, identity, isRight));
    if (isRight) {
      code.show(identity, nextCall(form.parameters()));
      showOrigin(now, conversation.before(form.parameters(), settings.continuesConversation()));
    }
    showMeasures();
  }

  /** What has to be said or mended before a question can be sent; null where nothing has. */
  private @Nullable String missing(
      @Nullable Standing now, @Nullable Identity identity, boolean isRight) {
    if (now == null || needs.isVisible()) {
      return "";
    }
    User user = now.user();
    if (settings.isTokenPasted()) {
      if (identity == null) {
        return texts.text("missing.token");
      }
    } else if (now.organization() == null) {
      return texts.text("missing.organization");
    } else if (identity == null) {
      return texts.text("missing.user");
    } else if (user != null && user.name().equals(identity.name())) {
      switch (user.state()) {
        case ACTIVE -> {}
        case DISABLED -> {
          return texts.text("missing.user.disabled", user.name());
        }
        case DELETED -> {
          return texts.text("missing.user.deleted", user.name());
        }
      }
    }
    if (settings.modelName().isEmpty()) {
      return texts.text("missing.model");
    }
    return isRight ? null : texts.text("missing.parameters");
  }

  private void showOrigin(@Nullable Standing now, Before before) {
    Origin kept = settings.wanted(origin).origin();
    Origin.Left left = now == null ? null : now.left();
    column.setOrigin(
        kept == null || now == null || left == null
            ? List.of()
            : OriginWords.of(kept, left, now, before.previousResponseId() != null));
  }

  /** What would be sent now; with nothing typed, what was sent last. */
  private CallBody nextCall(Parameters parameters) {
    String typed = column.questionProperty().get().strip();
    List<Turn> turns = conversation.turns();
    if (typed.isEmpty() && !turns.isEmpty()) {
      return turns.getLast().body();
    }
    return new CallBody(
        parameters,
        conversation.before(parameters, settings.continuesConversation()),
        typed.isEmpty() ? texts.text("code.question") : typed);
  }

  private void showMeasures() {
    List<Turn> turns = conversation.turns();
    measures.show(turns.isEmpty() ? null : turns.getLast(), turns);
  }

  private void send() {
    Standing now = standing.load().get().shown();
    String question = column.questionProperty().get().strip();
    settings
        .identity()
        .ifPresent(
            identity -> {
              Parameters parameters = settings.form().parameters();
              Rates rates =
                  now == null
                      ? null
                      : TurnCost.rates(
                          now.prices(),
                          now.key(),
                          parameters.model(),
                          question.length(),
                          workspace.times().clock().instant());
              column.questionProperty().set("");
              conversation.ask(
                  question, parameters, identity, settings.continuesConversation(), rates);
            });
  }

  /** The next try gets another token of our own; one that was pasted stays as it is. */
  private void tokenRefused(Identity identity) {
    if (identity instanceof Identity.AsUser) {
      workspace.background().run(tokens::revoke);
    }
  }

  private void startFrom(RequestId id) {
    var database = workspace.database();
    workspace
        .background()
        .run(
            () -> RecordedStart.read(database, id),
            start -> {
              conversation.restart(start.call().before());
              origin = start.origin();
              settings.become(start.left());
              settings.fill(start.call().parameters());
              look();
              column.questionProperty().set(start.call().question());
              column.showTurns();
              column.focus();
            },
            exception -> workspace.notices().say(Failure.of(exception)));
  }

  @FXML
  private void startAnew() {
    conversation.restart(Before.NOTHING);
    origin = null;
    settings.release();
    look();
    column.showTurns();
    column.focus();
  }
}
