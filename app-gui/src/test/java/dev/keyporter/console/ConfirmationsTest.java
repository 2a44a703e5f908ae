package dev.keyporter.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.controls.ModalPane;
import dev.keyporter.console.nav.ScreenName;
import dev.keyporter.console.testing.RunningConsole;
import dev.keyporter.console.testing.Seed;
import dev.keyporter.db.Database;
import dev.keyporter.db.backup.Progress;
import dev.keyporter.db.secret.Passphrase;
import dev.keyporter.model.account.Organization;
import dev.keyporter.proxy.demo.DemoProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

/** Whatever asks before something is lost: a key pressed without a look loses nothing. */
class ConfirmationsTest {
  private static final String PASSPHRASE = "correct horse battery staple";

  @TempDir Path directory;
  @TempDir Path folder;
  private Path plain;
  private Path locked;
  private RunningConsole console;

  @BeforeEach
  void open() throws IOException {
    plain = folder.resolve("plain.kpbackup");
    locked = folder.resolve("locked.kpbackup");
    try (Database database = Seed.database(directory)) {
      Organization acme = database.organizations().create("Acme");
      Seed.key(database, acme, URI.create(DemoProvider.BASE_URL));
      Seed.token(database, acme, database.users().create(acme.id(), "alice"));
      database.backups().create(plain, false, null, Progress.NONE);
    }
    try (Database elsewhere = Seed.database(folder.resolve("elsewhere"))) {
      elsewhere.backups().create(locked, false, new Passphrase(PASSPHRASE), Progress.NONE);
    }
    console = RunningConsole.open(directory);
  }

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void deletingAndRevokingDoNotBeginWithTheRedButton() {
    askOn(ScreenName.ORGANIZATIONS, "#delete-organization");
    assertHarmless("delete organization", "Acme");
    askOn(ScreenName.USERS, "#delete-user");
    assertHarmless("delete user", "alice");
    askOn(ScreenName.KEYS, "#delete-key");
    assertHarmless("delete key", "Provider");
    askOn(ScreenName.TOKENS, "#revoke-token");
    assertHarmless("revoke", "Test");
    try (Database database = Seed.database(directory)) {
      Organization acme = database.organizations().list().getFirst();
      assertEquals(1, database.users().list(acme.id()).size());
      assertEquals(1, database.providerKeys().list(acme.id()).size());
      assertNull(database.accessTokens().list(acme.id()).getFirst().revokedAt());
    }
  }

  @Test
  void leavingANewTokenBehindDoesNotBeginWithTheRedButton() {
    console.fire("#nav-tokens");
    console.await("the list", () -> console.has("#tokens-table"));
    push(KeyCode.N);
    console.fire("#form-submit");
    console.await("the token", () -> console.has("#issued"));
    console.fire("#nav-keys");
    assertHarmless("leave a token", "");
    assertTrue(console.has("#issued"), "Enter lost the token");
  }

  @Test
  void exchangingTheKeyAndRestoringDoNotBeginWithTheRedButton() throws IOException {
    Path master = directory.resolve("master.key");
    String before = Files.readString(master);
    console.fire("#nav-settings");
    console.fire("#settings-exchange-key");
    assertHarmless("exchange the key", "");
    assertEquals(before, Files.readString(master));

    for (Path backup : List.of(plain, locked)) {
      console.fileDialogs().pickFile(backup);
      console.fire("#settings-restore");
      assertHarmless("restore " + backup.getFileName(), PASSPHRASE);
    }
    assertFalse(console.has("#settings-backup-feedback"), "something was replaced");
  }

  private void askOn(ScreenName screen, String button) {
    String name = screen.name().toLowerCase(Locale.ROOT);
    console.fire("#nav-" + name);
    console.await(
        name,
        () ->
            console.has("#" + name + "-table")
                && !console.find("#" + name + "-table", TableView.class).getItems().isEmpty());
    TableView<?> table = console.find("#" + name + "-table", TableView.class);
    console.robot().interact(() -> table.getSelectionModel().select(0));
    console.fire(button);
  }

  /**
   * Presses Enter at once, and again with what has to be typed in place: neither may do it. The
   * first closes the question unless it stands in a field.
   */
  private void assertHarmless(String what, String answer) {
    console.await(what, () -> isOpen() && dangerous() != null);
    WaitForAsyncUtils.waitForFxEvents();
    Button dangerous = Objects.requireNonNull(dangerous());
    Button cancel = cancel();
    assertFalse(console.onFx(dangerous::isDefaultButton), what + ": red by default");
    assertTrue(console.onFx(cancel::isDefaultButton), what + ": harmless by default");
    Node focused = console.onFx(() -> console.scene().getFocusOwner());
    assertTrue(
        focused.equals(cancel) || focused instanceof TextInputControl,
        () -> what + " begins at " + focused);
    boolean[] done = {false};
    console.robot().interact(() -> dangerous.armedProperty().subscribe(is -> done[0] |= is));
    push(KeyCode.ENTER);
    if (focused instanceof TextInputControl field) {
      assertTrue(isOpen(), what + ": Enter in a field answers");
      console.robot().interact(() -> field.setText(answer));
      push(KeyCode.ENTER);
      assertTrue(isOpen(), what + ": Enter in a filled field answers");
      assertEquals(dangerous, console.onFx(() -> console.scene().getFocusOwner()), what);
      push(KeyCode.ESCAPE);
    }
    console.await(what + " given up", () -> !isOpen());
    assertFalse(done[0], what + " was done");
  }

  private boolean isOpen() {
    return console.find("#dialogs", ModalPane.class).isDisplay();
  }

  private @Nullable Button dangerous() {
    return console
        .robot()
        .lookup(".kp-dialog .button.danger")
        .tryQueryAs(Button.class)
        .orElse(null);
  }

  private Button cancel() {
    return console.robot().lookup(".kp-dialog .button").queryAllAs(Button.class).stream()
        .filter(Button::isCancelButton)
        .findFirst()
        .orElseThrow();
  }

  private void push(KeyCode key) {
    console.robot().push(key);
    WaitForAsyncUtils.waitForFxEvents();
  }
}
