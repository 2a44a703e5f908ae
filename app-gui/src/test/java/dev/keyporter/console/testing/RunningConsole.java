package dev.keyporter.console.testing;

import dev.keyporter.console.ConsoleApp;
import dev.keyporter.console.nav.ScreenName;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.proxy.ProxySettings;
import dev.keyporter.proxy.cli.ConsoleRequest;
import dev.keyporter.proxy.upstream.UpstreamSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;
import org.testfx.api.FxRobot;
import org.testfx.api.FxRobotInterface;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/**
 * The whole console on a data directory, with its own proxy on a free port; driven like a user
 * does. Ends with {@link #close}; then another may be opened on the same directory.
 */
public final class RunningConsole implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private static final double WIDTH = 1440;
  private static final double HEIGHT = 900;

  private final FxRobot robot = new FxRobot();
  private final ConsoleApp app;
  private final Stage stage;
  private final ScriptedFileDialogs fileDialogs;

  private RunningConsole(ConsoleApp app, Stage stage, ScriptedFileDialogs fileDialogs) {
    this.app = app;
    this.stage = stage;
    this.fileDialogs = fileDialogs;
  }

  /** Opens the console as the program does, and waits until its frame is there. */
  public static RunningConsole open(Path dataDirectory) {
    return open(dataDirectory, Clock.systemUTC(), ZoneId.of("Europe/Berlin"));
  }

  /** Opens the console with its proxy at a port that may be taken. */
  public static RunningConsole open(Path dataDirectory, int port) {
    return open(dataDirectory, port, Clock.systemUTC(), ZoneId.of("Europe/Berlin"));
  }

  /** Opens the console at a time and a place of one's own. */
  public static RunningConsole open(Path dataDirectory, Clock clock, ZoneId zone) {
    return open(dataDirectory, 0, clock, zone);
  }

  /** Opens the console where it may have something to say before there is a frame. */
  public static RunningConsole begin(Path dataDirectory) {
    return begin(dataDirectory, 0, Clock.systemUTC(), ZoneId.of("Europe/Berlin"));
  }

  private static RunningConsole open(Path dataDirectory, int port, Clock clock, ZoneId zone) {
    RunningConsole console = begin(dataDirectory, port, clock, zone);
    console.await("the console's frame", () -> console.has("#nav-overview"));
    return console;
  }

  private static RunningConsole begin(Path dataDirectory, int port, Clock clock, ZoneId zone) {
    var request =
        new ConsoleRequest(
            new DatabaseSettings.EmbeddedH2(dataDirectory),
            null,
            ProxySettings.standard(UpstreamSettings.standard(() -> 0))
                .at(ProxySettings.DEFAULT_HOST, port),
            true,
            clock,
            zone);
    try {
      Stage stage = FxToolkit.registerPrimaryStage();
      var fileDialogs = new ScriptedFileDialogs();
      ConsoleApp.request(request, fileDialogs);
      var app = (ConsoleApp) FxToolkit.setupApplication(ConsoleApp.class);
      var console = new RunningConsole(app, stage, fileDialogs);
      console.resize(WIDTH, HEIGHT);
      return console;
    } catch (TimeoutException e) {
      throw new AssertionError("The console did not open.", e);
    }
  }

  /** Gives the window a size, in pixels. */
  public void resize(double width, double height) {
    robot.interact(
        () -> {
          // The headless platform resizes a window's contents only while it is hidden.
          stage.hide();
          stage.setX(0);
          stage.setY(0);
          stage.setWidth(width);
          stage.setHeight(height);
          stage.show();
        });
  }

  /** What clicks and types. */
  public FxRobot robot() {
    return robot;
  }

  /** What answers in place of the system's dialog for files. */
  public ScriptedFileDialogs fileDialogs() {
    return fileDialogs;
  }

  public Scene scene() {
    return stage.getScene();
  }

  /** Whether a node is in the scene and visible. */
  public boolean has(String query) {
    return robot.lookup(query).queryAll().stream().anyMatch(RunningConsole::isShown);
  }

  /** Whether a node and all around it are visible. */
  public static boolean isShown(Node node) {
    for (Node up = node; up != null; up = up.getParent()) {
      if (!up.isVisible()) {
        return false;
      }
    }
    return true;
  }

  /** The node that a query finds, when it is there; within a condition it has to be there now. */
  public <T extends Node> T find(String query, Class<T> type) {
    if (!Platform.isFxApplicationThread()) {
      await(query, () -> has(query));
    }
    return robot.lookup(query).queryAll().stream()
        .filter(RunningConsole::isShown)
        .findFirst()
        .map(type::cast)
        .orElseThrow();
  }

  /** Presses a button as its keys would, wherever it is scrolled to; what it throws comes here. */
  public void fire(String query) {
    ButtonBase button = find(query, ButtonBase.class);
    robot.interact(button::fire);
  }

  /** Goes to a screen, by the sidebar or the button that leads there. */
  public void goTo(ScreenName screen) {
    switch (screen) {
      case CHANGES -> {
        goTo(ScreenName.ORGANIZATIONS);
        fire("#open-changes");
      }
      case REFUSED -> {
        goTo(ScreenName.REQUESTS);
        fire("#open-refused");
      }
      case OVERVIEW,
          REQUESTS,
          RATINGS,
          ORGANIZATIONS,
          USERS,
          KEYS,
          TOKENS,
          PLAYGROUND,
          CONNECT,
          SETTINGS ->
          fire("#nav-" + screen.name().toLowerCase(Locale.ROOT));
    }
  }

  /** Clicks with the mouse, when it is there. */
  public FxRobotInterface click(String query) {
    return robot.clickOn(find(query, Node.class));
  }

  /** Puts a text into a field, all at once. */
  public void type(String query, String text) {
    TextInputControl field = find(query, TextInputControl.class);
    robot.interact(() -> field.setText(text));
  }

  /** The words of a label or button. */
  public String words(String query) {
    return find(query, Labeled.class).getText();
  }

  /** Waits for a condition that is looked at on JavaFX's thread; what it misses may yet come. */
  public void await(String what, BooleanSupplier condition) {
    try {
      WaitForAsyncUtils.waitFor(
          DEADLINE.toMillis(), TimeUnit.MILLISECONDS, () -> onFx(() -> holds(condition)));
    } catch (TimeoutException e) {
      throw new AssertionError("Did not come: " + what, e);
    }
  }

  private static boolean holds(BooleanSupplier condition) {
    try {
      return condition.getAsBoolean();
    } catch (NoSuchElementException _) {
      return false;
    }
  }

  /** Waits for a condition outside of the window, such as in the database. */
  public void awaitOutside(String what, BooleanSupplier condition) {
    try {
      WaitForAsyncUtils.waitFor(
          DEADLINE.toMillis(), TimeUnit.MILLISECONDS, condition::getAsBoolean);
    } catch (TimeoutException e) {
      throw new AssertionError("Did not come: " + what, e);
    }
  }

  /** Does something on JavaFX's thread and gives its result. */
  public <T> T onFx(Callable<T> task) {
    return WaitForAsyncUtils.waitForAsyncFx(DEADLINE.toMillis(), task);
  }

  /** Writes what is shown as a PNG file. */
  public void picture(Path file) {
    WaitForAsyncUtils.waitForFxEvents();
    robot.interact(() -> Pictures.write(scene(), file));
  }

  /** Closes the window as its user would, and waits until everything is closed. */
  @Override
  public void close() {
    try {
      FxToolkit.cleanupApplication(app);
      FxToolkit.cleanupStages();
    } catch (TimeoutException e) {
      throw new AssertionError("The console did not close.", e);
    }
  }
}
