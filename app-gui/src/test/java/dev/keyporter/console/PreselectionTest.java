package dev.keyporter.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.console.nav.ScreenName;
import dev.keyporter.console.testing.RunningConsole;
import dev.keyporter.console.testing.Seed;
import dev.keyporter.db.Database;
import dev.keyporter.model.account.Organization;
import dev.keyporter.proxy.demo.DemoProvider;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

/** What is chosen beforehand: what one looks at, or the only one; never the first of several. */
class PreselectionTest {
  private static final List<ScreenName> FORMS =
      List.of(ScreenName.USERS, ScreenName.KEYS, ScreenName.TOKENS);

  @TempDir Path directory;
  private RunningConsole console;

  @BeforeEach
  void open() {
    try (Database database = Seed.database(directory)) {
      for (String name : List.of("Aardvark", "Weekend project")) {
        Organization organization = database.organizations().create(name);
        Seed.key(database, organization, URI.create(DemoProvider.BASE_URL));
        Seed.token(
            database, organization, database.users().create(organization.id(), "me of " + name));
      }
    }
    console = RunningConsole.open(directory);
  }

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void aFormBeginsAtWhatIsLookedAtAndElseWithNone() {
    for (ScreenName screen : FORMS) {
      String name = screen.name().toLowerCase(Locale.ROOT);
      console.fire("#nav-" + name);
      console.await(name, () -> console.has("#" + name + "-table") && rows(name) == 2);
      openForm();
      ComboBox<?> field = awaitOrganizations();
      assertNull(field.getValue(), name + ": somebody has to choose");
      assertEquals("Choose an organization", field.getPromptText());
      console.fire("#form-submit");
      console.await("why not", () -> console.has("#form-error"));
      assertTrue(
          console.words("#form-error").contains("rganization"), console.words("#form-error"));

      selectOf(name, "Weekend project");
      openForm();
      assertEquals("Weekend project", name(awaitOrganizations()), name);
    }
  }

  @Test
  void connectChoosesNoneOfSeveralAndSaysSo() {
    console.fire("#nav-connect");
    console.await(
        "what to do",
        () -> console.words("#connect-token-words").startsWith("Choose an organization"));
    assertNull(console.find("#connect-organization", ComboBox.class).getValue());
    ComboBox<?> organizations = console.find("#connect-organization", ComboBox.class);
    console.robot().interact(() -> organizations.getSelectionModel().select(1));
    console.await(
        "its only token",
        () ->
            Objects.toString(console.find("#connect-token", ComboBox.class).getValue())
                .contains("me of Weekend project"));
  }

  private int rows(String name) {
    return console.find("#" + name + "-table", TableView.class).getItems().size();
  }

  private void openForm() {
    console.robot().push(KeyCode.N);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private ComboBox<?> awaitOrganizations() {
    console.await(
        "organizations",
        () -> console.find("#form-organization", ComboBox.class).getItems().size() == 2);
    return console.find("#form-organization", ComboBox.class);
  }

  private static String name(ComboBox<?> field) {
    return field.getValue() instanceof Organization organization ? organization.name() : "";
  }

  /** Selects the line whose detail names an organization. */
  private void selectOf(String name, String organization) {
    TableView<?> table = console.find("#" + name + "-table", TableView.class);
    for (int row = 0; row < 2; row++) {
      int index = row;
      console.robot().interact(() -> table.getSelectionModel().clearAndSelect(index));
      console.robot().interact(table::requestFocus);
      console.await("the detail", () -> console.has("#detail-title"));
      if (detailNames(organization)) {
        return;
      }
    }
    throw new AssertionError("no line of " + organization + " in " + name);
  }

  private boolean detailNames(String organization) {
    return console.robot().lookup("#detail .label").queryAllAs(Label.class).stream()
        .anyMatch(label -> label.getText() != null && label.getText().contains(organization));
  }
}
