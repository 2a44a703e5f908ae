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
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** Whether the texts hold a token; if not, issues one for the tool. */
final class TokenNotice {
  private final Texts texts = Texts.of(TokenNotice.class);
  private final Workspace workspace;
  private final IssueForm form;
  private final Parent view;
  private boolean hasOrganization;

  @FXML private Label words;
  @FXML private Label warning;
  @FXML private Button issue;
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
    issue.visibleProperty().bind(form.view().visibleProperty().not());
  }

  Parent view() {
    return view;
  }

  void show(Subject subject) {
    Organization organization = subject.organization();
    hasOrganization = organization != null;
    warning.setVisible(subject.needsUser() && !subject.tool().sendsHeaders());
    warning.setText(texts.text("token.unbound", subject.tool().title()));
    issue.getStyleClass().remove("accent");
    if (organization == null) {
      say("fth-info", "text-muted", texts.text("token.noOrganization"));
      issue.setText(texts.text("organization.create"));
      return;
    }
    form.become(organization, subject.tool());
    issue.setText(texts.text("issue.for", subject.tool().title()));
    TokenChoice token = subject.token();
    if (token != null && subject.tokenText() != null) {
      say("fth-check-circle", "success", texts.text("token.filled", token.token().name()));
    } else {
      issue.getStyleClass().add("accent");
      say(
          "fth-info",
          "text-muted",
          token == null
              ? texts.text("token.none", organization.name())
              : texts.text("token.gone", token.token().name()));
    }
  }

  private void say(String icon, String tone, String text) {
    words.getStyleClass().removeAll("text-muted", "success");
    words.getStyleClass().add(tone);
    words.setGraphic(Icons.of(icon, IconSize.STATE));
    words.setText(text);
  }

  @FXML
  private void issue() {
    if (hasOrganization) {
      form.open();
    } else {
      workspace.navigator().go(new Place.Organizations(new Choice.New<>()));
    }
  }
}
