package dev.keyporter.console.connect;

import dev.keyporter.console.connect.guide.Tool;
import dev.keyporter.console.kit.Background;
import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.workspace.NamedUser;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.db.Database;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.User;
import dev.keyporter.proxy.access.IssuedToken;
import dev.keyporter.proxy.access.TokenIssuer;
import java.time.Duration;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;

/** Issues a token for a tool, in place. */
final class IssueForm {
  private static final Duration VALIDITY = Duration.ofDays(365);

  private final Texts texts = Texts.of(IssueForm.class);
  private final Workspace workspace;
  private final Consumer<IssuedToken> issued;
  private final BooleanProperty busy = new SimpleBooleanProperty();
  private final Parent view;
  private @Nullable Organization organization;
  private Tool tool = Tool.CURL;

  @FXML private Label title;
  @FXML private TextField user;
  @FXML private Button issue;
  @FXML private Label trouble;

  /**
   * A form, hidden until it is opened.
   *
   * @param issued gets the token
   */
  IssueForm(Workspace workspace, Consumer<IssuedToken> issued) {
    this.workspace = workspace;
    this.issued = issued;
    this.view = View.load(this);
  }

  @FXML
  private void initialize() {
    user.setText(System.getProperty("user.name", "me"));
    trouble.managedProperty().bind(trouble.visibleProperty());
    trouble.setVisible(false);
    issue.disableProperty().bind(busy);
    user.setOnAction(_ -> issue());
  }

  Parent view() {
    view.managedProperty().bind(view.visibleProperty());
    return view;
  }

  /** Who the token is for stays as typed; the rest is the tool's. */
  void become(Organization newOrganization, Tool newTool) {
    organization = newOrganization;
    tool = newTool;
    title.setText(texts.text("issue.title", newTool.title()));
    issue.setText(texts.text("issue"));
    trouble.setVisible(false);
  }

  void open() {
    view.setVisible(true);
    user.requestFocus();
    user.selectAll();
  }

  @FXML
  private void close() {
    view.setVisible(false);
  }

  @FXML
  private void issue() {
    issueFor(user.getText().strip());
  }

  /**
   * Issues one at once; the form opens only where that fails.
   *
   * @param name the only user it holds for; empty for anybody
   */
  void issueFor(String name) {
    Organization owner = organization;
    if (owner == null || busy.get()) {
      return;
    }
    String tokenName = tool.title();
    busy.set(true);
    trouble.setVisible(false);
    workspace
        .background()
        .run(
            () -> issue(owner, name, tokenName),
            token -> {
              busy.set(false);
              view.setVisible(false);
              issued.accept(token);
            },
            exception -> {
              busy.set(false);
              Failure failure = Failure.of(exception);
              view.setVisible(true);
              trouble.setText(failure.what() + " " + failure.next());
              trouble.setVisible(true);
            });
  }

  private IssuedToken issue(Organization owner, String name, String tokenName) {
    Background.mayBlock();
    Database database = workspace.database();
    User bound = name.isEmpty() ? null : NamedUser.of(database.users(), owner.id(), name);
    return new TokenIssuer(
            database.accessTokens(), database.signingSecrets(), workspace.times().clock())
        .issue(owner, bound, tokenName, VALIDITY);
  }
}
