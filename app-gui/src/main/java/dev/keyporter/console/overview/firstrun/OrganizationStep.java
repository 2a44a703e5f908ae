package dev.keyporter.console.overview.firstrun;

import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.model.account.Organization;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;

/** The first step: an organization with a name. */
final class OrganizationStep {
  private final Texts texts = Texts.of(OrganizationStep.class);
  private final Checklist checklist;

  @FXML private StepPane step;
  @FXML private TextField name;
  @FXML private Trouble trouble;
  @FXML private Button save;
  @FXML private Button keep;

  OrganizationStep(Checklist checklist) {
    this.checklist = checklist;
    View.load(this);
  }

  @FXML
  private void initialize() {
    name.setText(texts.text("organization.standard"));
    keep.managedProperty().bind(keep.visibleProperty());
    save.disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> checklist.busy().get() || name.getText().isBlank(),
                checklist.busy(),
                name.textProperty()));
    step.setOnChange(
        _ -> {
          Organization there = checklist.progress().get().organization();
          if (there != null) {
            name.setText(there.name());
          }
          checklist.reopened().set(Step.ORGANIZATION);
        });
  }

  StepPane view() {
    return step;
  }

  TextField field() {
    return name;
  }

  /** The name an organization would get. */
  String wantedName() {
    return name.getText();
  }

  void show(Progress progress) {
    Organization there = progress.organization();
    boolean open = checklist.isOpen(Step.ORGANIZATION);
    if (there != null) {
      step.done(there.name(), open);
    } else {
      step.open();
    }
    save.setText(texts.text(there == null ? "organization.create" : "organization.rename"));
    keep.setVisible(there != null);
  }

  @FXML
  private void save() {
    if (name.getText().isBlank()) {
      return;
    }
    String wanted = name.getText();
    Organization there = checklist.progress().get().organization();
    checklist.run(
        trouble,
        () -> {
          if (there == null) {
            return checklist.setup().createOrganization(wanted);
          }
          checklist.setup().rename(there, wanted);
          return there;
        },
        _ -> {});
  }

  @FXML
  private void keep() {
    checklist.reopened().set(null);
  }
}
