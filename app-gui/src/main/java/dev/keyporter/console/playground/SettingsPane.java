package dev.keyporter.console.playground;

import atlantafx.base.controls.ToggleSwitch;
import dev.keyporter.console.kit.Preferences;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.playground.ParameterForm.Field;
import dev.keyporter.console.playground.call.Parameters;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.OrganizationId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** As whom, which model and how: what the next question is sent with. */
final class SettingsPane {
  private final Texts texts = Texts.of(SettingsPane.class);
  private final Remembered remembered;
  private final IdentityFields identity;
  private final ParameterFields parameters;
  private final MoreField more;
  private final Parent view;

  /** Whether fields are being filled, so that nobody chose anything. */
  private boolean isFilling = true;

  private Runnable onIdentity = () -> {};
  private Runnable onChange = () -> {};

  @FXML private VBox root;
  @FXML private VBox fields;
  @FXML private ToggleSwitch continues;
  @FXML private Label continuesNote;

  SettingsPane(Preferences preferences) {
    this.remembered = new Remembered(preferences);
    this.identity = new IdentityFields(remembered.user(), this::changed, this::identityChanged);
    this.parameters = new ParameterFields(remembered, this::changed);
    this.more = new MoreField(this::changed);
    this.view = View.load(this);
    isFilling = false;
    changed();
  }

  /**
   * Says who follows.
   *
   * @param identity called when somebody else is to ask
   * @param change called when the next question would be sent differently
   */
  void follow(Runnable identity, Runnable change) {
    onIdentity = identity;
    onChange = change;
  }

  @FXML
  private void initialize() {
    fields.getChildren().addAll(0, List.of(identity.view(), parameters.view()));
    root.getChildren().add(more.view());
    continues.setSelected(remembered.continues());
    continues.selectedProperty().subscribe(_ -> changed());
  }

  Parent view() {
    return view;
  }

  /** The organization one chose, now or last time. */
  @Nullable OrganizationId organizationId() {
    Organization chosen = identity.organization();
    return chosen == null ? remembered.organization() : chosen.id();
  }

  String userName() {
    return identity.userName();
  }

  String modelName() {
    return parameters.modelName();
  }

  boolean continuesConversation() {
    return continues.isSelected();
  }

  /** As whom to ask; empty while that is not said. */
  Optional<Identity> identity() {
    return identity.identity();
  }

  ParameterForm form() {
    return parameters.form(more.text());
  }

  /** Shows what there is to choose from. */
  void show(Standing standing) {
    fill(() -> identity.show(standing));
  }

  /**
   * Offers models.
   *
   * @param note why it is not the provider's list; empty where it is
   */
  void offer(List<String> models, String note) {
    fill(() -> parameters.offer(models, note));
  }

  /** Takes over the parameters of a recorded request. */
  void fill(Parameters recorded) {
    fill(
        () -> {
          parameters.fill(recorded);
          more.fill(recorded.more().text());
        });
  }

  /** However many fields that changes, it counts as one change, and as nobody's choice. */
  private void fill(Runnable filling) {
    isFilling = true;
    filling.run();
    isFilling = false;
    changed();
  }

  private void changed() {
    if (isFilling) {
      return;
    }
    Set<Field> wrong = form().problems();
    parameters.mark(wrong);
    more.mark(wrong.contains(Field.MORE));
    continuesNote.setText(
        texts.text(continues.isSelected() ? "settings.continues.on" : "settings.continues.off"));
    remembered.keep(form(), identity.organization(), userName(), continues.isSelected());
    onChange.run();
  }

  private void identityChanged() {
    if (!isFilling) {
      changed();
      onIdentity.run();
    }
  }
}
