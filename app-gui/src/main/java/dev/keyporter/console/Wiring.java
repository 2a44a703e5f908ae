package dev.keyporter.console;

import dev.keyporter.console.changes.ChangesScreen;
import dev.keyporter.console.connect.ConnectScreen;
import dev.keyporter.console.keys.KeyListing;
import dev.keyporter.console.keys.KeyWatch;
import dev.keyporter.console.kit.Background;
import dev.keyporter.console.kit.Dialogs;
import dev.keyporter.console.kit.FileDialogs;
import dev.keyporter.console.kit.Notices;
import dev.keyporter.console.kit.Preferences;
import dev.keyporter.console.kit.Times;
import dev.keyporter.console.listing.ListPage;
import dev.keyporter.console.nav.Navigator;
import dev.keyporter.console.nav.Screen;
import dev.keyporter.console.nav.ScreenName;
import dev.keyporter.console.organizations.OrganizationListing;
import dev.keyporter.console.overview.OverviewScreen;
import dev.keyporter.console.playground.PlaygroundScreen;
import dev.keyporter.console.ratings.RatingsScreen;
import dev.keyporter.console.refused.RefusedListing;
import dev.keyporter.console.requests.RequestsScreen;
import dev.keyporter.console.settings.SettingsScreen;
import dev.keyporter.console.shell.Shell;
import dev.keyporter.console.theme.Theme;
import dev.keyporter.console.tokens.TokenListing;
import dev.keyporter.console.tokens.TokenWatch;
import dev.keyporter.console.users.UserListing;
import dev.keyporter.console.workspace.Farewells;
import dev.keyporter.console.workspace.ProxyControl;
import dev.keyporter.console.workspace.TokensAtHand;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.db.Database;
import dev.keyporter.proxy.cli.ConsoleRequest;

/** The console's parts, put together here and nowhere else. */
final class Wiring {
  private final Workspace workspace;
  private Shell shell;

  Wiring(
      ConsoleRequest request,
      Engine engine,
      Background background,
      Preferences preferences,
      Theme theme,
      FileDialogs fileDialogs) {
    Database database = engine.database();
    workspace =
        new Workspace(
            database,
            new ProxyControl(
                engine::proxy,
                database,
                background,
                preferences,
                request.proxy(),
                request.isAddressFixed()),
            background,
            new Navigator(),
            new Notices(),
            new Dialogs(),
            fileDialogs,
            preferences,
            theme,
            new TokensAtHand(),
            new Times(request.clock(), request.zone()),
            new Farewells(),
            request.database().dataDirectory());
    shell = new Shell(workspace, this::screen);
    new KeyWatch(workspace, needs -> shell.needsLook(ScreenName.KEYS, needs)).start();
    new TokenWatch(workspace, needs -> shell.needsLook(ScreenName.TOKENS, needs)).start();
  }

  Workspace workspace() {
    return workspace;
  }

  Shell shell() {
    return shell;
  }

  /** Another frame with screens of its own, in place of one that is broken. */
  Shell renewShell() {
    shell.close();
    shell = new Shell(workspace, this::screen);
    return shell;
  }

  private Screen screen(ScreenName name) {
    return switch (name) {
      case OVERVIEW -> new OverviewScreen(workspace);
      case PLAYGROUND -> new PlaygroundScreen(workspace);
      case REQUESTS -> new RequestsScreen(workspace);
      case RATINGS -> new RatingsScreen(workspace);
      case ORGANIZATIONS -> new ListPage<>(workspace, new OrganizationListing(workspace));
      case USERS -> new ListPage<>(workspace, new UserListing(workspace));
      case KEYS -> new ListPage<>(workspace, new KeyListing(workspace));
      case TOKENS -> new ListPage<>(workspace, new TokenListing(workspace));
      case CONNECT -> new ConnectScreen(workspace);
      case SETTINGS -> new SettingsScreen(workspace);
      case CHANGES -> new ChangesScreen(workspace);
      case REFUSED -> new ListPage<>(workspace, new RefusedListing(workspace));
    };
  }
}
