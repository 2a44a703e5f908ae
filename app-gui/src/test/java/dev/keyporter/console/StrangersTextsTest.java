package dev.keyporter.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import atlantafx.base.controls.Tab;
import atlantafx.base.controls.TabLine;
import dev.keyporter.console.lettering.TextGuard;
import dev.keyporter.console.nav.ScreenName;
import dev.keyporter.console.testing.RunningConsole;
import dev.keyporter.console.testing.Seed;
import dev.keyporter.console.testing.StrangeRecord;
import dev.keyporter.console.testing.StrangeTexts;
import dev.keyporter.console.testing.WatchedProvider;
import dev.keyporter.db.Database;
import dev.keyporter.model.account.Organization;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.fxmisc.richtext.GenericStyledArea;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

/** Every screen over a record that strangers filled, and every field they may type into. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrangersTextsTest {
  private static final Logger LOG = Logger.getLogger("dev.keyporter.console");

  /** The one organization with a provider that answers. */
  private static final String ASKING = "Asking";

  private final WatchedProvider provider = WatchedProvider.startEcho();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          if (record.getLevel().intValue() >= Level.WARNING.intValue() && !isOfHeadless(record)) {
            said.add(record.getMessage() + " " + record.getThrown());
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  /** The headless platform fails where a window, as a tooltip's, does not fit its screen. */
  private static boolean isOfHeadless(LogRecord record) {
    return record.getThrown() != null
        && Arrays.stream(record.getThrown().getStackTrace())
            .anyMatch(place -> place.getClassName().endsWith(".HeadlessWindow"));
  }

  private static final Set<ScreenName> WITH_FORMS =
      EnumSet.of(ScreenName.ORGANIZATIONS, ScreenName.USERS, ScreenName.KEYS, ScreenName.TOKENS);

  private RunningConsole console;

  /** One window for all: to fill and to open it takes the most time. */
  @BeforeAll
  void open(@TempDir Path directory) {
    LOG.addHandler(listener);
    try (Database database = Seed.database(directory)) {
      StrangeRecord.write(database);
      Organization asking = database.organizations().create(ASKING);
      database.users().create(asking.id(), "me");
      Seed.key(database, asking, provider.baseUrl());
    }
    console = RunningConsole.open(directory);
  }

  @BeforeEach
  void nothingSaidYet() {
    said.clear();
  }

  @AfterAll
  void close() {
    console.close();
    provider.close();
    LOG.removeHandler(listener);
  }

  @Test
  void noScreenFailsOverAnyText() {
    everyRequest();
    for (ScreenName screen : ScreenName.values()) {
      console.goTo(screen);
      draw();
      assertNothingFailed(screen.name());
    }
    WITH_FORMS.forEach(this::everyDetail);
  }

  @Test
  void noFieldFailsOverAnyTypedText() {
    for (ScreenName screen : ScreenName.values()) {
      console.goTo(screen);
      typeEverywhere(screen.name());
    }
    console.robot().press(KeyCode.CONTROL, KeyCode.K).release(KeyCode.K, KeyCode.CONTROL);
    console.await("the palette", () -> console.has("#palette-field"));
    typeEverywhere("palette");
    console.robot().type(KeyCode.ESCAPE);
  }

  @Test
  void noFormFailsOverAnyTypedText() {
    for (ScreenName screen : WITH_FORMS) {
      for (String text : StrangeTexts.nastiest()) {
        table(screen);
        console.robot().type(KeyCode.N);
        console.await("the form", () -> console.has("#form-submit"));
        typeEverywhere(shortened(text), "form of " + screen);
        console.fire("#form-submit");
        draw();
        assertNothingFailed("sent form of " + screen);
        leaveForm();
      }
    }
  }

  /** What was made of it is shown instead of the form, or the form says why nothing was. */
  private void leaveForm() {
    console.await("an answer", () -> console.has("#form-error") || !console.has("#form-submit"));
    if (console.has("#form-submit")) {
      console.fire("#form-cancel");
    }
    console.goTo(ScreenName.OVERVIEW);
    if (console.has("#confirm-yes")) {
      console.fire("#confirm-yes");
    }
  }

  @Test
  void whatIsDeletedIsNamedAsItIsShown() {
    Map<ScreenName, String> buttons =
        Map.of(
            ScreenName.ORGANIZATIONS, "#delete-organization",
            ScreenName.USERS, "#delete-user",
            ScreenName.KEYS, "#delete-key",
            ScreenName.TOKENS, "#revoke-token");
    buttons.forEach(this::aQuestion);
    TableView<?> organizations = table(ScreenName.ORGANIZATIONS);
    for (int row = 1; row < organizations.getItems().size(); row++) {
      answerAsShown(row, organizations, "#delete-organization");
    }
  }

  /** The question's words around it are those of English. */
  private String shownName() {
    String prompt = console.find("#confirm-prompt", Label.class).getText();
    return prompt.substring("Type ".length(), prompt.length() - " to confirm".length());
  }

  private void aQuestion(ScreenName screen, String button) {
    TableView<?> table = table(screen);
    choose(table, 0);
    console.fire(button);
    typeEverywhere("question of " + screen);
    giveUp();
    answerAsShown(0, table(screen), button);
  }

  private void answerAsShown(int row, TableView<?> table, String button) {
    choose(table, row);
    console.fire(button);
    String shown = shownName();
    draw();
    assertNothingFailed(button + " of row " + row);
    console.type("#confirm-name", shown);
    Button yes = console.find("#confirm-yes", Button.class);
    assertFalse(yes.isDisabled(), "typed as shown: " + shown);
    giveUp();
  }

  private void giveUp() {
    console.robot().type(KeyCode.ESCAPE);
    console.await("that it is given up", () -> !console.has("#confirm-name"));
  }

  @Test
  void noQuestionAndNoAnswerFailsInThePlayground() {
    console.goTo(ScreenName.PLAYGROUND);
    console.find("#playground-organization", ComboBox.class);
    console.await("the organizations", this::chooseAsking);
    console.type("#playground-model .text-field", "model-a");
    for (String text : StrangeTexts.nastiest()) {
      int before = turns();
      console.type("#playground-question", shortened(text));
      Button send = console.find("#playground-send", Button.class);
      console.await("that it can be sent", () -> !send.isDisabled());
      console.fire("#playground-send");
      console.await("the answer", () -> turns() > before && "done".equals(state()));
      draw();
      assertNothingFailed("playground");
    }
  }

  private boolean chooseAsking() {
    @SuppressWarnings("unchecked")
    ComboBox<Organization> box = console.find("#playground-organization", ComboBox.class);
    Optional<Organization> asking =
        box.getItems().stream().filter(one -> one.name().equals(ASKING)).findFirst();
    asking.ifPresent(box::setValue);
    return asking.isPresent();
  }

  private int turns() {
    return console.robot().lookup(".playground-turn").queryAll().size();
  }

  private String state() {
    return console.find("#measure-state", Label.class).getText();
  }

  /** Whoever types or pastes more waits a moment; that nothing freezes for good is another test. */
  private static String shortened(String text) {
    return text.substring(0, Math.min(text.length(), 5_000));
  }

  private void typeEverywhere(String where) {
    StrangeTexts.nastiest().forEach(text -> typeEverywhere(shortened(text), where));
    typeEverywhere("", where);
  }

  private void typeEverywhere(String text, String where) {
    console.robot().interact(() -> fields().forEach(field -> write(field, text)));
    draw();
    assertNothingFailed("typed in " + where);
  }

  private List<Node> fields() {
    return console
        .robot()
        .lookup(
            node ->
                ((node instanceof TextInputControl field && field.isEditable())
                        || (node instanceof GenericStyledArea<?, ?, ?> area && area.isEditable()))
                    && !node.isDisabled()
                    && RunningConsole.isShown(node))
        .queryAll()
        .stream()
        .toList();
  }

  private static void write(Node field, String text) {
    switch (field) {
      case TextInputControl control -> control.setText(text);
      case GenericStyledArea<?, ?, ?> area -> area.replaceText(text);
      default -> throw new IllegalArgumentException(field.toString());
    }
  }

  private void everyRequest() {
    TableView<?> table = table(ScreenName.REQUESTS);
    for (int row = 0; row < StrangeTexts.all().size(); row++) {
      choose(table, row);
      console.await("the request", () -> !content().isEmpty());
      TabLine tabs = console.find("#inspector-tabs", TabLine.class);
      for (Tab tab : List.copyOf(tabs.getTabs())) {
        console.robot().interact(() -> tabs.getSelectionModel().select(tab));
        console.await(tab.getText(), () -> !content().isEmpty() && !console.has(".kp-spinner"));
        draw();
        assertNothingFailed(tab.getId() + " of row " + row);
      }
    }
  }

  private void everyDetail(ScreenName screen) {
    TableView<?> table = table(screen);
    for (int row = 0; row < table.getItems().size(); row++) {
      choose(table, row);
      draw();
      assertNothingFailed(screen + " row " + row);
    }
  }

  private TableView<?> table(ScreenName screen) {
    console.goTo(screen);
    if (console.has(".kp-list-search")) {
      console.type(".kp-list-search", "");
    }
    String query = "#" + screen.name().toLowerCase(Locale.ROOT) + "-table";
    console.await(
        query,
        () ->
            console.has(query)
                && console.find(query, TableView.class).getItems().size()
                    >= StrangeTexts.all().size());
    return console.find(query, TableView.class);
  }

  private void choose(TableView<?> table, int row) {
    console
        .robot()
        .interact(
            () -> {
              table.requestFocus();
              table.scrollTo(row);
              table.getSelectionModel().clearAndSelect(row);
            });
    console.robot().type(KeyCode.ENTER);
  }

  private List<Node> content() {
    return List.copyOf(console.scene().getRoot().lookupAll("#inspector-content > *"));
  }

  private void draw() {
    WaitForAsyncUtils.waitForFxEvents();
    console
        .robot()
        .interact(
            () -> {
              console.scene().getRoot().applyCss();
              console.scene().getRoot().layout();
            });
  }

  private void assertNothingFailed(String where) {
    assertEquals(List.of(), said, where);
    assertFalse(console.has("#emergency-again"), where);
    console
        .robot()
        .interact(
            () -> assertFalse(TextGuard.install().makePlain(), where + ": cannot be laid out"));
  }
}
