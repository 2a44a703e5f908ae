package dev.keyporter.console;

import dev.keyporter.console.kit.Background;
import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.FileDialogs;
import dev.keyporter.console.kit.Language;
import dev.keyporter.console.kit.LoadPane;
import dev.keyporter.console.kit.Loader;
import dev.keyporter.console.kit.Preferences;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.lettering.TextGuard;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.shell.Shell;
import dev.keyporter.console.shell.Shortcuts;
import dev.keyporter.console.theme.Theme;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.proxy.cli.ConsoleRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * The window and its life: shown at once, filled when the database is open, closed after what runs
 * has ended.
 */
public final class ConsoleApp extends Application {
  private static final Logger LOG = Logger.getLogger(ConsoleApp.class.getName());

  /** JavaFX makes the application itself, so this is how it learns what it is to open. */
  private static @Nullable Opening requested;

  private static final CompletableFuture<Boolean> ENDED_WITH_PROCESS = new CompletableFuture<>();

  private static FileDialogs fileDialogs = FileDialogs.SYSTEM;

  private static final Duration BETWEEN_SAVES = Duration.ofSeconds(5);

  private final Background background = new Background();
  private final Loader<Engine> engine = new Loader<>(background);
  private @Nullable Opening opening;
  private @Nullable Wiring wiring;
  private @Nullable Preferences preferences;
  private @Nullable Thread hook;
  private @Nullable TextGuard guard;
  private @Nullable Scene window;
  private Mishaps mishaps = new Mishaps(Clock.systemUTC());
  private boolean isClosing;

  /** Says what the application, once JavaFX has made it, goes on with. */
  static void open(Opening begun) {
    requested = begun;
  }

  /**
   * Begins to open what the application, once JavaFX has made it, goes on with.
   *
   * @param asked asks where files go, where the system's own dialog cannot
   */
  public static void request(ConsoleRequest request, FileDialogs asked) {
    open(Opening.begin(request).orElseThrow());
    fileDialogs = asked;
  }

  @Override
  public void start(Stage stage) {
    Opening begun = Objects.requireNonNull(requested);
    opening = begun;
    guard = TextGuard.install();
    Thread.currentThread().setUncaughtExceptionHandler((_, failure) -> unforeseen(failure));
    begun.listen(() -> Background.show(() -> toFront(stage)));
    preferences = begun.preferences();
    preferences.text(Language.PREFERENCE).ifPresent(Language::use);
    open(stage, begun, preferences);
  }

  private void open(Stage stage, Opening begun, Preferences remembered) {
    var pane = new LoadPane();
    // With a size of its own, so that a snapshot does not shrink it to its preferred one.
    var scene = new Scene(new StackPane(pane), WindowPlace.WIDTH, WindowPlace.HEIGHT);
    window = scene;
    Theme theme = Theme.dress(scene, remembered);
    stage.setTitle("Keyporter");
    stage.getIcons().addAll(Icon.images());
    stage.setScene(scene);
    WindowPlace.keep(stage, remembered);
    stage.setOnCloseRequest(
        event -> {
          event.consume();
          if (wiring == null || isClosing) {
            close(scene);
          } else {
            Workspace workspace = wiring.workspace();
            wiring.shell().beforeClosing(() -> workspace.farewells().askAll(() -> close(scene)));
          }
        });
    pane.setContent(new StackPane());
    pane.follow(engine);
    engine
        .load()
        .addListener(
            (_, _, load) -> {
              Engine opened = load.shown();
              if (opened != null && wiring == null) {
                fill(scene, begun.request(), opened, remembered, theme);
              }
            });
    background.repeat(BETWEEN_SAVES, () -> saved(remembered), _ -> {}, _ -> {});
    hook = Thread.ofPlatform().name("console end").unstarted(this::endWithProcess);
    Runtime.getRuntime().addShutdownHook(hook);
    engine.load(begun::engine);
    stage.show();
  }

  private void fill(
      Scene scene, ConsoleRequest request, Engine opened, Preferences remembered, Theme theme) {
    wiring = new Wiring(request, opened, background, remembered, theme, fileDialogs);
    // The frame is made by one thread; another processor can start the proxy meanwhile.
    wiring.workspace().proxy().startWithConsole();
    Shell shell = wiring.shell();
    scene.setRoot(shell.view());
    Shortcuts.install(scene, wiring::shell);
    shell.go(new Place.Overview());
    FirstFrame.await(scene);
  }

  /** Now and then, since a session may end without notice. */
  private static boolean saved(Preferences preferences) {
    preferences.save();
    return true;
  }

  /** A mistake of ours: the window goes on, the log says where to look, and the user is told. */
  private void unforeseen(Throwable failure) {
    boolean isNew = mishaps.log(failure);
    if (Mishaps.brokeLayout(failure)) {
      try {
        renew();
      } catch (RuntimeException e) {
        mishaps.log(e);
      }
    }
    if (wiring != null && isNew) {
      wiring
          .workspace()
          .notices()
          .say(Failure.of(failure instanceof Exception known ? known : new Exception(failure)));
    }
  }

  /** In place of a frame that can no longer lay itself out, another; the engine goes on. */
  private void renew() {
    if (wiring == null || window == null || guard == null || isClosing) {
      return;
    }
    boolean isMended = guard.makePlain();
    if (!mishaps.mayRenew()) {
      window.setRoot(new StackPane(EmergencyView.of(this::show)));
      return;
    }
    Place place = isMended ? wiring.shell().place() : new Place.Overview();
    Shell shell = wiring.renewShell();
    window.setRoot(shell.view());
    shell.go(place);
  }

  private void show() {
    mishaps = new Mishaps(Clock.systemUTC());
    renew();
  }

  private static void toFront(Stage stage) {
    stage.setIconified(false);
    stage.show();
    stage.toFront();
    stage.requestFocus();
  }

  /** Lets requests in flight end, with the window saying so, and goes. */
  private void close(Scene scene) {
    if (isClosing) {
      return;
    }
    isClosing = true;
    LOG.info("Stopping.");
    if (wiring != null) {
      wiring.shell().close();
    }
    var words = new Label(Texts.of(ConsoleApp.class).text("closing"));
    words.getStyleClass().add("text-muted");
    scene.setRoot(new StackPane(words));
    background.run(
        () -> {
          closeEngine();
          return true;
        },
        _ -> Platform.exit(),
        failure -> {
          LOG.log(Level.WARNING, "Closing failed.", failure);
          Platform.exit();
        });
  }

  /**
   * Done when everything is closed because the process was asked to end. JavaFX gives up its
   * windows at the same moment, so that {@link #launch} returns no more.
   */
  static CompletableFuture<Boolean> endedWithProcess() {
    return ENDED_WITH_PROCESS;
  }

  private void endWithProcess() {
    LOG.info("Stopping.");
    bidFarewell();
    background.close();
    closeEngine();
    leaveDirectory();
    ENDED_WITH_PROCESS.complete(true);
  }

  private void bidFarewell() {
    if (wiring != null) {
      wiring.workspace().farewells().run();
    }
  }

  private void closeEngine() {
    bidFarewell();
    if (opening != null) {
      opening.closeEngine();
    }
  }

  private void forgetProcess() {
    if (hook != null) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException _) {
        // It is the process that ends.
      }
    }
  }

  /** The end of the program, however it came: without a window left that could be held up. */
  @Override
  public void stop() throws InterruptedException {
    if (wiring != null) {
      wiring.shell().close();
    }
    Thread.ofVirtual().name("console end").start(this::closeEngine).join();
    forgetProcess();
    background.close();
    leaveDirectory();
  }

  private void leaveDirectory() {
    if (preferences != null) {
      preferences.save();
    }
    if (opening != null) {
      opening.close();
    }
  }
}
