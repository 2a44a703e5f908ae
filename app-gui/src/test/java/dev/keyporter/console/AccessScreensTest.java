package dev.keyporter.console;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.controls.ModalPane;
import dev.keyporter.console.kit.CopyButton;
import dev.keyporter.console.testing.RunningConsole;
import dev.keyporter.proxy.demo.DemoProvider;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessScreensTest {
  @TempDir Path directory;

  @Test
  void organizationKeyAndTokenAreMadeTestedSwitchedOffRevokedAndDeletedByHand() {
    try (RunningConsole console = RunningConsole.open(directory)) {
      makeOrganization(console);
      makeDemoKey(console);

      console.find("#test-key", Button.class);
      console.fire("#test-key");
      console.await("the provider's answer", () -> console.has("#test-result"));

      console.fire("#toggle-key");
      console.await("an inactive key", () -> state(console).equals("Inactive"));
      Button undo = console.find(".kp-notices .notification .button.flat", Button.class);
      console.robot().interact(undo::fire);
      console.await("an active key", () -> state(console).equals("Active"));

      issueAndRevokeToken(console);
      deleteOrganization(console);
    }
  }

  private static void issueAndRevokeToken(RunningConsole console) {
    go(console, KeyCode.DIGIT7);
    console.await("an empty list", () -> console.has(".kp-empty"));
    press(console, KeyCode.N);
    ComboBox<?> organization = console.find("#form-organization", ComboBox.class);
    console.await("organizations to choose from", () -> organization.getValue() != null);
    console.type("#form-name", "laptop");
    console.fire("#form-submit");
    String token = console.find("#issued-token", TextArea.class).getText();
    assertTrue(token.startsWith("eyJ"), "the token itself");
    assertTrue(console.find("#snippet", TextArea.class).getText().contains(token));

    go(console, KeyCode.DIGIT6);
    Button leave = console.find("#confirm-yes", Button.class);
    assertTrue(console.has("#issued"), "not lost by going elsewhere");
    assertFalse(leave.isDisabled());
    press(console, KeyCode.ESCAPE);
    ModalPane dialogs = console.find("#dialogs", ModalPane.class);
    console.await("no question", () -> !dialogs.isDisplay());
    assertTrue(console.has("#issued"), "still there");
    console.onFx(() -> closeWindow(console));
    console.await("the question", dialogs::isDisplay);
    console.robot().push(KeyCode.ENTER);
    console.await("no question", () -> !dialogs.isDisplay());
    assertTrue(console.has("#issued"), "not lost by closing the window");
    console.fire("#issued-connect");
    console.await("that it is filled in", () -> isFilledIn(console, token));
    console.fire("#nav-tokens");
    console.await("the list alone", () -> console.has("#tokens-table") && !console.has("#issued"));

    TableView<?> table = console.find("#tokens-table", TableView.class);
    console.robot().interact(() -> table.getSelectionModel().select(0));
    console.fire("#revoke-token");
    console.type("#confirm-name", "laptop");
    console.fire("#confirm-yes");
    console.await("a revoked token", () -> state(console).equals("Revoked"));
  }

  private static boolean closeWindow(RunningConsole console) {
    Window window = console.scene().getWindow();
    window.fireEvent(new WindowEvent(window, WindowEvent.WINDOW_CLOSE_REQUEST));
    return true;
  }

  private static boolean isFilledIn(RunningConsole console, String token) {
    return console
        .robot()
        .lookup(".connect-step .kp-copy-worded")
        .queryAllAs(CopyButton.class)
        .stream()
        .anyMatch(button -> button.getContent().contains(token));
  }

  private static void makeOrganization(RunningConsole console) {
    go(console, KeyCode.DIGIT4);
    console.await("an empty list", () -> console.has(".kp-empty"));
    press(console, KeyCode.N);
    console.type("#form-name", "Acme");
    console.fire("#form-submit");
    console.await("the organization", () -> title(console).equals("Acme"));
  }

  private static void makeDemoKey(RunningConsole console) {
    go(console, KeyCode.DIGIT6);
    console.await("an empty list", () -> console.has(".kp-empty"));
    press(console, KeyCode.N);
    ComboBox<?> provider = console.find("#form-provider", ComboBox.class);
    ComboBox<?> organization = console.find("#form-organization", ComboBox.class);
    console.await("organizations to choose from", () -> organization.getValue() != null);
    List<String> names = provider.getItems().stream().map(Object::toString).toList();
    int demo = names.indexOf("DEMO");
    console.robot().interact(() -> provider.getSelectionModel().select(demo));
    assertFalse(console.has("#form-secret"), "the demo provider needs no secret");
    console.fire("#form-submit");
    console.await("the key", () -> title(console).equals("Demo provider"));
    console.await(
        "its base URL",
        () ->
            console.robot().lookup(".kp-facts .label").queryAllAs(Label.class).stream()
                .anyMatch(label -> label.getText().equals(DemoProvider.BASE_URL)));
  }

  private static void deleteOrganization(RunningConsole console) {
    go(console, KeyCode.DIGIT4);
    TableView<?> table = console.find("#organizations-table", TableView.class);
    console.robot().interact(() -> table.getSelectionModel().select(0));
    console.fire("#delete-organization");
    Button yes = console.find("#confirm-yes", Button.class);
    assertTrue(yes.isDisabled(), "the name has to be typed first");
    console.type("#confirm-name", "Acme");
    assertFalse(yes.isDisabled());
    console.robot().interact(yes::fire);
    console.await("an empty list", () -> console.has(".kp-empty"));
  }

  private static void go(RunningConsole console, KeyCode digit) {
    console.robot().press(KeyCode.CONTROL, digit).release(digit, KeyCode.CONTROL);
  }

  private static void press(RunningConsole console, KeyCode key) {
    console.robot().press(key).release(key);
  }

  private static String title(RunningConsole console) {
    return console.has("#detail-title") ? console.find("#detail-title", Label.class).getText() : "";
  }

  private static String state(RunningConsole console) {
    return console.robot().lookup("#detail .kp-state").queryAll().stream()
        .filter(Node::isVisible)
        .map(node -> ((Label) node).getText())
        .findFirst()
        .orElse("");
  }
}
