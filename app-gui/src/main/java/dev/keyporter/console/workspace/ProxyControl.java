package dev.keyporter.console.workspace;

import dev.keyporter.console.kit.Background;
import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.Preferences;
import dev.keyporter.db.Database;
import dev.keyporter.proxy.PortTakenException;
import dev.keyporter.proxy.Proxy;
import dev.keyporter.proxy.ProxySettings;
import dev.keyporter.proxy.ProxyState;
import dev.keyporter.proxy.StartException;
import dev.keyporter.proxy.health.ProxyHealth;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** The embedded proxy as the console sees it: its state on JavaFX's thread, its switch. */
public final class ProxyControl {
  private static final Logger LOG = Logger.getLogger(ProxyControl.class.getName());
  private static final String HOST = "proxy.host";
  private static final String PORT = "proxy.port";
  private static final String WITH_CONSOLE = "proxy.startWithConsole";

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
  private static final int PORTS_TRIED = 100;

  private final Supplier<Proxy> making;
  private final Database database;
  private final Background background;
  private final Preferences preferences;
  private final ProxySettings given;
  private final boolean isFixed;
  private final ReadOnlyObjectWrapper<ProxyState> state;
  private volatile @Nullable Proxy made;
  private final ReadOnlyBooleanWrapper elsewhere = new ReadOnlyBooleanWrapper(false);

  /**
   * Controls a proxy, which is made when it is first needed.
   *
   * @param making makes it once, and gives the same from then on; blocks
   * @param given as the command line or the environment say
   * @param isFixed whether these name the address, so that what was set in the console must wait
   */
  public ProxyControl(
      Supplier<Proxy> making,
      Database database,
      Background background,
      Preferences preferences,
      ProxySettings given,
      boolean isFixed) {
    this.making = making;
    this.database = database;
    this.background = background;
    this.preferences = preferences;
    this.given = given;
    this.isFixed = isFixed;
    this.state =
        new ReadOnlyObjectWrapper<>(
            startsWithConsole() ? new ProxyState.Starting() : new ProxyState.Stopped());
  }

  /** The window may be busy: the log has the moment itself. */
  private void changed(ProxyState next) {
    if (next instanceof ProxyState.Running running) {
      LOG.info(() -> "Listening on " + running.uri() + ".");
    }
    Background.show(() -> become(next, false));
  }

  private void become(ProxyState next, boolean inAnotherProcess) {
    elsewhere.set(inAnotherProcess);
    state.set(next);
  }

  /** What the proxy is doing; changes on JavaFX's thread. */
  public ReadOnlyObjectProperty<ProxyState> state() {
    return state.getReadOnlyProperty();
  }

  /**
   * Whether what runs is the proxy of another process on the same database, which has the address:
   * then this one stands by.
   */
  public ReadOnlyBooleanProperty elsewhere() {
    return elsewhere.getReadOnlyProperty();
  }

  /**
   * For what the proxy can do beside serving; blocks.
   *
   * @throws RuntimeException when it cannot be made
   */
  public synchronized Proxy proxy() {
    Background.mayBlock();
    Proxy proxy = made;
    if (proxy == null) {
      proxy = making.get();
      proxy.server().onChange(this::changed);
      made = proxy;
    }
    return proxy;
  }

  /** Whether it does what it is there for, as far as is known at once. */
  public ProxyHealth health() {
    Proxy proxy = made;
    return proxy == null ? ProxyHealth.OK : proxy.health();
  }

  /** Requests that it is answering now. */
  public int inFlight() {
    Proxy proxy = made;
    return proxy == null ? 0 : proxy.server().inFlight();
  }

  /** Where tools are pointed at: the running proxy's base URL, or what it will be. */
  public String baseUrl() {
    return switch (state.get()) {
      case ProxyState.Running running -> running.uri() + "/v1";
      case ProxyState.Stopped _,
          ProxyState.Starting _,
          ProxyState.Stopping _,
          ProxyState.Failed _ ->
          "http://" + (isOpen() ? "127.0.0.1" : host()) + ":" + port() + "/v1";
    };
  }

  /** The address to listen on. */
  public String host() {
    return isFixed ? given.host() : preferences.text(HOST).orElse(given.host());
  }

  /** The port to listen on. */
  public int port() {
    return isFixed
        ? given.port()
        : preferences.number(PORT).map(Double::intValue).orElse(given.port());
  }

  /** Whether the command line or the environment decide the address. */
  public boolean isFixed() {
    return isFixed;
  }

  /** Whether other machines may reach the proxy. */
  public boolean isOpen() {
    return !host().startsWith("127.") && !host().equals("localhost") && !host().equals("::1");
  }

  /** Whether the proxy starts with the console. */
  public boolean startsWithConsole() {
    return preferences.flag(WITH_CONSOLE, true);
  }

  public void setStartsWithConsole(boolean starts) {
    preferences.set(WITH_CONSOLE, starts);
  }

  /**
   * Remembers another address; it holds from the next start on.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public void setAddress(String host, int port) {
    ProxySettings checked = given.at(host, port);
    preferences.set(HOST, checked.host());
    preferences.set(PORT, checked.port());
  }

  /** Forgets an address that was set here; the next start is at the given one. */
  public void resetAddress() {
    preferences.remove(HOST);
    preferences.remove(PORT);
  }

  /** Starts where it is to start with the console. */
  public void startWithConsole() {
    if (state.get() instanceof ProxyState.Starting) {
      start();
    }
  }

  /** Starts; what comes of it shows in the {@link #state}. */
  public void start() {
    background.run(this::startNow);
  }

  /** Stops, after what is running has ended; harmless when not running. */
  public void stop() {
    background.run(() -> proxy().server().stop());
  }

  /** Stops and starts, for what {@link #setAddress} changed. */
  public void restart() {
    background.run(
        () -> {
          proxy().server().stop();
          startNow();
        });
  }

  /** Starts at the next port that is free, and keeps it. */
  public void startAtFreePort() {
    background.run(
        () -> {
          for (int next = port() + 1; next < port() + PORTS_TRIED; next++) {
            try {
              proxy().start(host(), next);
              preferences.set(PORT, next);
              return;
            } catch (PortTakenException _) {
              // The next one.
            }
          }
        });
  }

  private void startNow() {
    try {
      proxy().start(host(), port());
    } catch (PortTakenException e) {
      LOG.log(Level.INFO, "The port is taken.", e);
      findElsewhere();
    } catch (StartException e) {
      // The state says why.
      LOG.log(Level.INFO, "The proxy could not be started.", e);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The proxy could not be made.", e);
      Background.show(() -> become(new ProxyState.Failed(Failure.of(e).what()), false));
    }
  }

  /** Where another process on this database has the address, its proxy is as good as ours. */
  private void findElsewhere() {
    URI wanted = URI.create("http://" + (isOpen() ? "127.0.0.1" : host()) + ":" + port());
    if (database.servingElsewhere().contains(wanted.toString())) {
      var running = new ProxyState.Running(port(), wanted);
      Background.show(() -> become(running, true));
      background.later(BETWEEN_LOOKS, () -> lookAgain(wanted));
    }
  }

  private void lookAgain(URI wanted) {
    if (database.servingElsewhere().contains(wanted.toString())) {
      background.later(BETWEEN_LOOKS, () -> lookAgain(wanted));
    } else {
      startNow();
    }
  }
}
