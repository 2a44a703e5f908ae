package dev.keyporter.console.workspace;

import dev.keyporter.console.kit.Background;
import dev.keyporter.console.kit.Dialogs;
import dev.keyporter.console.kit.FileDialogs;
import dev.keyporter.console.kit.Notices;
import dev.keyporter.console.kit.Preferences;
import dev.keyporter.console.kit.Times;
import dev.keyporter.console.nav.Navigator;
import dev.keyporter.console.theme.Theme;
import dev.keyporter.db.Database;
import java.nio.file.Path;

/**
 * What a screen is given: everything it may work on, nothing of other screens.
 *
 * @param database never to be used on JavaFX's thread
 * @param tokens those whose texts are still known
 * @param times moments in the user's time zone
 * @param dataDirectory where the database, the logs and the preferences are
 */
public record Workspace(
    Database database,
    ProxyControl proxy,
    Background background,
    Navigator navigator,
    Notices notices,
    Dialogs dialogs,
    FileDialogs fileDialogs,
    Preferences preferences,
    Theme theme,
    TokensAtHand tokens,
    Times times,
    Farewells farewells,
    Path dataDirectory) {}
