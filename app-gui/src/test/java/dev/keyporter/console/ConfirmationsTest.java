package dev.keyporter.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.controls.ModalPane;
import dev.keyporter.console.kit.CopyButton;
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
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
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
  void noKeyLosesANewTokenThatWasNotCopied() {
    console.fire("#nav-tokens");
    console.await("the list", () -> console.has("#tokens-table"));
    push(KeyCode.N);
    console.fire("#form-submit");
    console.await("the token", () -> console.has("#issued"));
    console.await("that it begins there", () -> "copy-token".equals(ownerNow().getId()));
    Set<Node> stops = new HashSet<>();
    for (Node stop = owner(); isWithin(stop, "issued") && stops.add(stop); stop = owner()) {
      pushAll(stop);
      push(KeyCode.TAB);
    }
    TextArea token = console.find("#issued-token", TextArea.class);
    console.robot().interact(token::requestFocus);
    console.robot().push(KeyCode.CONTROL, KeyCode.A);
    console.robot().push(KeyCode.CONTROL, KeyCode.DIGIT5);
    console.await("that it is asked about", this::isOpen);
    stay("selected, but not copied");
    console.robot().interact(token::requestFocus);
    console.robot().push(KeyCode.CONTROL, KeyCode.A);
    console.robot().push(KeyCode.CONTROL, KeyCode.C);
    console.robot().push(KeyCode.CONTROL, KeyCode.DIGIT5);
    console.await("users", () -> console.has("#users-table"));
  }

  @Test
  void aClickOnAnotherLineAsksAndLeavesTheNewTokenInPlace() {
    console.fire("#nav-tokens");
    console.await("the list", () -> console.has("#tokens-table"));
    push(KeyCode.N);
    console.fire("#form-submit");
    console.await("the token", () -> console.has("#issued"));
    TableView<?> table = console.find("#tokens-table", TableView.class);
    console.await("its line", () -> table.getItems().size() == 2);
    console.robot().interact(() -> table.getSelectionModel().clearAndSelect(1));
    console.await("that it is asked about", this::isOpen);
    stay("a click");
    assertTrue(console.onFx(() -> table.getSelectionModel().isEmpty()), "nothing was chosen");
  }

  private void pushAll(Node stop) {
    for (KeyCode key : List.of(KeyCode.ENTER, KeyCode.SPACE, KeyCode.ESCAPE, KeyCode.N)) {
      boolean presses = key == KeyCode.ENTER || key == KeyCode.SPACE;
      if (!presses || !(stop instanceof ButtonBase button && takes(button))) {
        push(key);
        stay(key + " at " + stop);
        console.robot().interact(stop::requestFocus);
      }
    }
  }

  private Node owner() {
    return console.onFx(this::ownerNow);
  }

  private Node ownerNow() {
    return console.scene().getFocusOwner();
  }

  private static boolean isWithin(Node node, String id) {
    for (Node up = node; up != null; up = up.getParent()) {
      if (id.equals(up.getId())) {
        return true;
      }
    }
    return false;
  }

  /** Copies the token, or takes it along. */
  private static boolean takes(ButtonBase button) {
    return button instanceof CopyButton
        || "copy-token".equals(button.getId())
        || "issued-connect".equals(button.getId())
        || button.getText().contains("OPENAI_API_KEY");
  }

  private void stay(String what) {
    WaitForAsyncUtils.waitForFxEvents();
    if (isOpen()) {
      assertEquals(cancel(), owner(), what + " leaves the keyboard under the question");
      push(KeyCode.ENTER);
      console.await("that " + what + " is given up", () -> !isOpen());
    }
    assertTrue(console.has("#issued"), what + " lost the token");
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
    Node focused = owner();
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
      assertEquals(dangerous, owner(), what);
      push(KeyCode.ESCAPE);
    }
    console.await(what + " given up", () -> !isOpen());
    assertFalse(done[0], what + " was done");
    assertNull(console.scene().getRoot().lookup(".kp-dialog"), what + " stays, unseen");
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
