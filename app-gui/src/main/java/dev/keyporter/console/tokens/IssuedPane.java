package dev.keyporter.console.tokens;

import dev.keyporter.console.kit.ConfirmDialog;
import dev.keyporter.console.kit.CopyButton;
import dev.keyporter.console.kit.Facts;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.snippets.SnippetCall;
import dev.keyporter.console.snippets.SnippetLanguage;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.access.AccessToken;
import dev.keyporter.proxy.access.IssuedToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.event.ActionEvent;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** A new token, shown this once, with programs that use it. */
final class IssuedPane {
  /** Stands in snippets for a name that the caller has to give. */
  private static final String EXAMPLE_USER = "user@example.com";

  private final Workspace workspace;
  private final IssuedToken issued;
  private final @Nullable String user;
  private final Runnable close;
  private final Texts texts = Texts.of(IssuedPane.class);
  private final ToggleGroup languages = new ToggleGroup();
  private final Parent view;
  private boolean isTaken;

  @FXML private TextArea token;
  @FXML private Button copyToken;
  @FXML private Label copied;
  @FXML private Facts facts;
  @FXML private Label howItCounts;
  @FXML private HBox tabs;
  @FXML private TextArea snippet;
  @FXML private CopyButton copySnippet;
  @FXML private Button done;

  /**
   * Not shown yet.
   *
   * @param user the one user it holds for; null for anybody
   */
  IssuedPane(Workspace workspace, IssuedToken issued, @Nullable String user, Runnable close) {
    this.workspace = workspace;
    this.issued = issued;
    this.user = user;
    this.close = close;
    this.view = View.load(this);
  }

  Parent view() {
    return view;
  }

  /** Gives the keyboard to the button that copies the token: what one comes for. */
  void focus() {
    // The scroll pane takes its content in with its looks; what is in no window gets no keyboard.
    view.applyCss();
    copyToken.requestFocus();
  }

  @FXML
  private void initialize() {
    token.setText(issued.text());
    copied.setVisible(false);
    AccessToken made = issued.token();
    facts.add(texts.text("column.name"), made.name());
    facts.add(texts.text("column.user"), user == null ? texts.text("anybody") : user);
    facts.add(
        texts.text("column.expires"),
        texts.text(
            "expires.in",
            workspace.times().date(made.expiresAt()),
            TokenState.daysLeft(made, made.createdAt())));
    facts.addCopied(texts.text("fact.id"), made.id().toString(), texts.text("action.copy"));
    howItCounts.setText(
        user == null ? texts.text("counts.anybody") : texts.text("counts.user", user));
    languages().forEach(this::addTab);
    languages.selectToggle(languages.getToggles().getFirst());
    // What is copied by hand counts, too.
    token.setOnKeyPressed(event -> isTaken |= copies(event) && selectsAll());
  }

  private static boolean copies(KeyEvent event) {
    return event.getCode() == KeyCode.COPY
        || (event.isShortcutDown()
            && (event.getCode() == KeyCode.C || event.getCode() == KeyCode.INSERT));
  }

  private boolean selectsAll() {
    return token.getSelectedText().length() == token.getLength();
  }

  private static List<SnippetLanguage> languages() {
    boolean isWindows =
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    var languages = new ArrayList<>(SnippetLanguage.PROGRAMS);
    languages.add(isWindows ? SnippetLanguage.POWERSHELL : SnippetLanguage.SHELL);
    return languages;
  }

  private void addTab(SnippetLanguage language) {
    boolean isVariables =
        language == SnippetLanguage.SHELL || language == SnippetLanguage.POWERSHELL;
    var tab = new ToggleButton(isVariables ? texts.text("variables") : language.title());
    tab.getStyleClass().add("kp-snippet-tab");
    tab.setId("snippet-" + language.name().toLowerCase(Locale.ROOT));
    tab.setToggleGroup(languages);
    tab.setMinWidth(ToggleButton.USE_PREF_SIZE);
    tab.selectedProperty()
        .addListener(
            (_, _, isSelected) -> {
              if (isSelected) {
                show(language);
              }
            });
    // One is always chosen.
    tab.setOnAction(_ -> tab.setSelected(true));
    tabs.getChildren().add(tab);
  }

  private void show(SnippetLanguage language) {
    String text =
        language.write(
            SnippetCall.hello(
                workspace.proxy().baseUrl(),
                issued.text(),
                user == null ? EXAMPLE_USER : null,
                SnippetCall.MODEL));
    snippet.setText(text);
    copySnippet.setContent(text);
    copySnippet.addEventHandler(ActionEvent.ACTION, _ -> isTaken = true);
    copySnippet.setWhat(texts.text("copy.snippet", language.title()));
  }

  @FXML
  private void copy() {
    CopyButton.toClipboard(issued.text());
    markCopied();
  }

  @FXML
  private void copyVariable() {
    CopyButton.toClipboard("OPENAI_API_KEY=" + issued.text());
    markCopied();
  }

  private void markCopied() {
    isTaken = true;
    copied.setVisible(true);
    done.getStyleClass().add("accent");
  }

  @FXML
  private void connect() {
    // It is filled in there, and so not lost.
    isTaken = true;
    workspace.navigator().go(new Place.Connect(issued.token().id()));
  }

  @FXML
  private void done() {
    close.run();
  }

  /** Asks once where the token was not copied: it cannot be shown again. */
  void leave(Runnable go, Runnable stay) {
    if (isTaken) {
      go.run();
      return;
    }
    stay.run();
    workspace
        .dialogs()
        .open(
            new ConfirmDialog(
                workspace.dialogs(),
                texts.text("leave.title"),
                texts.text("leave.words"),
                texts.text("leave"),
                "",
                go));
  }
}
