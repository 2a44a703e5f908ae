package dev.keyporter.console.playground;

import dev.keyporter.console.kit.CopyButton;
import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.reading.MarkdownView;
import dev.keyporter.console.snippets.SnippetCall;
import dev.keyporter.console.snippets.SnippetLanguage;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.proxy.client.CallBody;
import dev.keyporter.proxy.client.Caller;
import java.util.Locale;
import javafx.animation.PauseTransition;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** The next call as a program, in one of four languages. */
final class CodePane {
  private static final String LANGUAGE = "playground.code";
  private static final Duration SHOWN = Duration.seconds(2);

  private final Texts texts = Texts.of(CodePane.class);
  private final Workspace workspace;
  private final Callers callers;
  private final MarkdownView code = new MarkdownView();
  private final PauseTransition back = new PauseTransition(SHOWN);
  private final ToggleGroup languages = new ToggleGroup();
  private final Parent view;
  private @Nullable Identity identity;
  private @Nullable CallBody body;

  @FXML private HBox tabs;
  @FXML private VBox codeBox;
  @FXML private Button copy;
  @FXML private Button copyWithToken;
  @FXML private Label tokenNote;
  @FXML private Label failed;

  CodePane(Workspace workspace, Callers callers) {
    this.workspace = workspace;
    this.callers = callers;
    this.view = View.load(this);
  }

  @FXML
  private void initialize() {
    codeBox.getChildren().add(code);
    failed.managedProperty().bind(failed.textProperty().isNotEmpty());
    SnippetLanguage remembered = remembered();
    for (SnippetLanguage language : SnippetLanguage.PROGRAMS) {
      var tab = new ToggleButton(language.title());
      tab.setId("code-" + language.name().toLowerCase(Locale.ROOT));
      tab.setUserData(language);
      tab.setToggleGroup(languages);
      tab.getStyleClass().add("playground-tab");
      tab.setMinWidth(Region.USE_PREF_SIZE);
      tab.setSelected(language == remembered);
      tab.setOnAction(_ -> choose(tab));
      tabs.getChildren().add(tab);
    }
    back.setOnFinished(_ -> idle());
    idle();
  }

  Parent view() {
    return view;
  }

  /**
   * Shows a call.
   *
   * @param as who calls; null while that is not said
   */
  void show(@Nullable Identity as, CallBody call) {
    identity = as;
    body = call;
    draw();
  }

  private SnippetLanguage remembered() {
    String name = workspace.preferences().text(LANGUAGE).orElse("");
    return SnippetLanguage.PROGRAMS.stream()
        .filter(language -> language.name().equals(name))
        .findFirst()
        .orElse(SnippetLanguage.CURL);
  }

  private void choose(ToggleButton tab) {
    // One of them is always chosen.
    tab.setSelected(true);
    workspace.preferences().set(LANGUAGE, language().name());
    draw();
  }

  private SnippetLanguage language() {
    Toggle chosen = languages.getSelectedToggle();
    return chosen == null ? SnippetLanguage.CURL : (SnippetLanguage) chosen.getUserData();
  }

  private void draw() {
    if (body == null) {
      return;
    }
    SnippetLanguage language = language();
    String program = program(body, user(), null);
    code.setText("```" + language.fence() + "\n" + program + "```");
    tokenNote.setText(texts.text("code.token", SnippetCall.VARIABLE));
    copyWithToken.setDisable(identity == null);
  }

  /** A name that no header can carry stands in the token. */
  private @Nullable String user() {
    String name = identity == null ? "" : identity.name();
    return name.isEmpty() || !Caller.fitsHeader(name) ? null : name;
  }

  private String program(CallBody call, @Nullable String user, @Nullable String token) {
    return language()
        .write(new SnippetCall(workspace.proxy().baseUrl(), token, user, call.members()));
  }

  @FXML
  private void copy() {
    if (body != null) {
      CopyButton.toClipboard(program(body, user(), null));
      copied(copy);
    }
  }

  @FXML
  private void copyWithToken() {
    Identity as = identity;
    CallBody call = body;
    if (as == null || call == null) {
      return;
    }
    failed.setText("");
    String baseUrl = workspace.proxy().baseUrl();
    workspace
        .background()
        .run(
            () -> callers.of(as, baseUrl),
            caller -> {
              CopyButton.toClipboard(program(call, caller.user(), caller.token().reveal()));
              copied(copyWithToken);
            },
            exception -> {
              Failure failure = Failure.of(exception);
              failed.setText(failure.what() + " " + failure.next());
            });
  }

  private void copied(Button button) {
    idle();
    button.setGraphic(Icons.of("fth-check", IconSize.INLINE));
    button.setText(texts.text("code.copied"));
    back.playFromStart();
  }

  private void idle() {
    copy.setGraphic(Icons.of("fth-copy", IconSize.INLINE));
    copy.setText(texts.text("code.copy"));
    copyWithToken.setGraphic(Icons.of("fth-key", IconSize.INLINE));
    copyWithToken.setText(texts.text("code.copyWithToken"));
  }
}
