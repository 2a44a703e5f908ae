package dev.keyporter.console.playground;

import atlantafx.base.controls.ToggleSwitch;
import dev.keyporter.console.kit.Preferences;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.playground.ParameterForm.Field;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.proxy.client.Parameters;
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
   * @param models called when the provider is to be asked for its models
   */
  void follow(Runnable identity, Runnable change, Runnable models) {
    onIdentity = identity;
    onChange = change;
    parameters.onAskForModels(models);
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

  /**
   * As whom one wants to ask: as one chose, now or last time.
   *
   * @param origin what was opened, which is kept until somebody chooses otherwise; null for nothing
   */
  Standing.Wanted wanted(@Nullable Origin origin) {
    Organization chosen = identity.organization();
    boolean keeps = origin != null && identity.isAsOpened();
    OrganizationId id = chosen != null ? chosen.id() : keeps ? null : remembered.organization();
    return new Standing.Wanted(id, identity.userName(), keeps ? origin : null);
  }

  /** Asks as whoever asked what was opened. */
  void become(Origin.Left left) {
    fill(() -> identity.become(left.organization(), left.userName()));
  }

  /** What was opened holds no longer. */
  void release() {
    identity.release();
  }

  /** Whether whoever a pasted token belongs to is to ask. */
  boolean isTokenPasted() {
    return identity.isPasted();
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
   * @param note where they are from
   * @param mayAsk whether the provider can be asked for its own list
   */
  void offer(List<String> models, String note, boolean mayAsk) {
    fill(() -> parameters.offer(models, note, mayAsk));
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
    remembered.keep(form(), identity.organization(), identity.userName(), continues.isSelected());
    onChange.run();
  }

  private void identityChanged() {
    if (!isFilling) {
      changed();
      onIdentity.run();
    }
  }
}
