package dev.keyporter.console.overview.firstrun;

import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.model.access.AccessToken;
import dev.keyporter.model.account.Organization;
import java.time.Duration;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;

/** The third step: a token for one user, so that tools need no header to say who calls. */
final class TokenStep {
  private final Texts texts = Texts.of(TokenStep.class);
  private final Checklist checklist;

  @FXML private StepPane step;
  @FXML private TextField user;
  @FXML private ComboBox<Validity> validity;
  @FXML private Trouble trouble;
  @FXML private Button issue;
  @FXML private Button keep;

  TokenStep(Checklist checklist) {
    this.checklist = checklist;
    View.load(this);
  }

  @FXML
  private void initialize() {
    user.setText(System.getProperty("user.name", "me"));
    validity.getItems().setAll(Validity.values());
    validity.setValue(Validity.YEAR);
    keep.managedProperty().bind(keep.visibleProperty());
    issue
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> checklist.busy().get() || user.getText().isBlank(),
                checklist.busy(),
                user.textProperty()));
    step.setOnChange(_ -> checklist.reopened().set(Step.TOKEN));
  }

  StepPane view() {
    return step;
  }

  Button button() {
    return issue;
  }

  /** Who a token would be for. */
  String wantedUser() {
    return user.getText().isBlank() ? System.getProperty("user.name", "me") : user.getText();
  }

  Duration wantedValidity() {
    return validity.getValue().duration();
  }

  void show(Progress progress) {
    AccessToken token = progress.token();
    boolean open = checklist.isOpen(Step.TOKEN);
    if (token != null && progress.has(Step.KEY)) {
      String until = checklist.workspace().times().date(token.expiresAt());
      step.done(
          progress.tokenUser() == null
              ? texts.text("token.made", token.name(), until)
              : texts.text("token.made.user", token.name(), progress.tokenUser().name(), until),
          open);
    } else if (open) {
      step.open();
    } else {
      step.toCome();
    }
    keep.setVisible(progress.has(Step.TOKEN));
  }

  @FXML
  private void issue() {
    Organization organization = checklist.progress().get().organization();
    if (organization == null || user.getText().isBlank()) {
      return;
    }
    String who = wantedUser();
    Duration howLong = wantedValidity();
    checklist.run(
        trouble,
        () -> checklist.setup().issueToken(organization, who, howLong),
        checklist.workspace().tokens()::keep);
  }

  @FXML
  private void keep() {
    checklist.reopened().set(null);
  }
}
