package dev.keyporter.console.connect;

import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.nav.Choice;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.account.Organization;
import dev.keyporter.proxy.access.IssuedToken;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Whether the texts hold a token; if not, issues one for the tool. */
final class TokenNotice {
  private final Texts texts = Texts.of(TokenNotice.class);
  private final Workspace workspace;
  private final IssueForm form;
  private final Parent view;
  private final BooleanProperty canIssue = new SimpleBooleanProperty();
  private final BooleanProperty isGone = new SimpleBooleanProperty();
  private @Nullable Subject shown;

  @FXML private Label words;
  @FXML private Label warning;
  @FXML private Button issue;
  @FXML private Hyperlink forOther;
  @FXML private VBox formPlace;

  TokenNotice(Workspace workspace, Consumer<IssuedToken> issued) {
    this.workspace = workspace;
    this.form = new IssueForm(workspace, issued);
    this.view = View.load(this);
  }

  @FXML
  private void initialize() {
    formPlace.getChildren().setAll(form.view());
    form.view().setVisible(false);
    warning.managedProperty().bind(warning.visibleProperty());
    issue.managedProperty().bind(issue.visibleProperty());
    issue.visibleProperty().bind(form.view().visibleProperty().not().and(canIssue));
    forOther.visibleProperty().bind(issue.visibleProperty().and(isGone));
    forOther.managedProperty().bind(forOther.visibleProperty());
  }

  Parent view() {
    return view;
  }

  void show(Subject subject) {
    shown = subject;
    Organization organization = subject.organization();
    TokenChoice token = subject.token();
    isGone.set(token != null && subject.tokenText() == null);
    warning.setVisible(subject.needsUser() && !subject.tool().sendsHeaders());
    warning.setText(texts.text("token.unbound", subject.tool().title()));
    canIssue.set(organization != null || !subject.isOpen());
    issue.getStyleClass().remove("accent");
    if (organization == null) {
      say(
          "fth-info",
          "text-muted",
          texts.text(subject.isOpen() ? "token.whose" : "token.noOrganization"));
      issue.setText(texts.text("organization.create"));
      return;
    }
    form.become(organization, subject.tool());
    issue.setText(issueWords(subject));
    if (token != null && !isGone.get()) {
      say("fth-check-circle", "success", texts.text("token.filled", token.token().name()));
      return;
    }
    issue.getStyleClass().add("accent");
    say(
        "fth-info",
        "text-muted",
        token != null
            ? texts.text("token.gone", token.token().name())
            : subject.isOpen()
                ? texts.text("token.choose")
                : texts.text("token.none", organization.name()));
  }

  private String issueWords(Subject subject) {
    TokenChoice token = subject.token();
    if (token == null || subject.tokenText() != null) {
      return texts.text("issue.for", subject.tool().title());
    }
    return token.user() == null
        ? texts.text("issue.another")
        : texts.text("issue.another.user", token.user());
  }

  private void say(String icon, String tone, String text) {
    words.getStyleClass().removeAll("text-muted", "success");
    words.getStyleClass().add(tone);
    words.setGraphic(Icons.of(icon, IconSize.STATE));
    words.setText(text);
  }

  /** In place of a token whose text is gone, one for the same user is a click away. */
  @FXML
  private void issue() {
    Subject now = Objects.requireNonNull(shown);
    TokenChoice token = now.token();
    if (now.organization() == null) {
      workspace.navigator().go(new Place.Organizations(new Choice.New<>()));
    } else if (token != null && now.tokenText() == null) {
      form.issueFor(Objects.requireNonNullElse(token.user(), ""));
    } else {
      form.open();
    }
  }

  @FXML
  private void issueForOther() {
    form.open();
  }
}
