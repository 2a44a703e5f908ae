package dev.keyporter.console.playground;

import dev.keyporter.console.kit.Choices;
import dev.keyporter.console.kit.Names;
import dev.keyporter.console.kit.RevealableSecretField;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** As whom: a user of an organization, or whoever a pasted token belongs to. */
final class IdentityFields {
  private final Texts texts = Texts.of(IdentityFields.class);
  private final Runnable onTyping;
  private final Runnable onChange;
  private final Parent view;

  /** Whether fields are being filled, so that nobody chose anything. */
  private boolean isFilling;

  private @Nullable Organization shown;

  /** Who asks by what was opened, until somebody chooses otherwise; null for nobody. */
  private @Nullable Given given;

  private record Given(@Nullable OrganizationId organization, String userName) {}

  @FXML private VBox organizationBox;
  @FXML private ComboBox<Organization> organization;
  @FXML private VBox tokenBox;
  @FXML private RevealableSecretField token;
  @FXML private VBox userBox;
  @FXML private ComboBox<String> user;
  @FXML private Label identityNote;
  @FXML private Hyperlink identityKind;

  /**
   * Fields to begin with.
   *
   * @param onTyping called while a name is typed
   * @param onChange called when somebody else is to ask
   */
  IdentityFields(String userName, Runnable onTyping, Runnable onChange) {
    this.onTyping = onTyping;
    this.onChange = onChange;
    this.view = View.load(this);
    user.getEditor().setText(userName);
    useToken(false);
    organization.valueProperty().subscribe(_ -> changed());
    user.getEditor().textProperty().subscribe(_ -> typed());
    user.valueProperty().subscribe(_ -> changed());
    user.getEditor().focusedProperty().subscribe(_ -> changed());
    token.passwordProperty().subscribe(_ -> changed());
  }

  @FXML
  private void initialize() {
    organization.setConverter(new Names<>(Organization::name));
    for (var node : List.of(userBox, tokenBox, organizationBox)) {
      node.managedProperty().bind(node.visibleProperty());
    }
  }

  Parent view() {
    return view;
  }

  @Nullable Organization organization() {
    return organization.getValue();
  }

  String userName() {
    return user.getEditor().getText().strip();
  }

  /** As whom to ask; empty while that is not said. */
  Optional<Identity> identity() {
    return isPasted()
        ? Identity.withToken(token.getPassword(), userName())
        : Identity.asUser(organization.getValue(), userName());
  }

  /**
   * Asks as whoever asked what was opened.
   *
   * @param newOrganization null where it is gone: then somebody has to choose
   * @param userName empty where nobody knows
   */
  void become(@Nullable Organization newOrganization, String userName) {
    isFilling = true;
    useToken(false);
    List<Organization> there = new ArrayList<>(organization.getItems());
    if (newOrganization != null && !there.contains(newOrganization)) {
      there.add(newOrganization);
    }
    Choices.offer(organization, there, newOrganization);
    Choices.write(user, userName);
    given = new Given(newOrganization == null ? null : newOrganization.id(), userName);
    isFilling = false;
  }

  /** What was opened holds no longer. */
  void release() {
    given = null;
  }

  /** Whether it is still as it was opened. */
  boolean isAsOpened() {
    Given kept = given;
    Organization now = organization.getValue();
    // One that is not there any more was not chosen otherwise.
    return kept != null
        && !isPasted()
        && (now == null || now.id().equals(kept.organization()))
        && userName().equals(kept.userName());
  }

  /** Shows what there is to choose from. */
  void show(Standing standing) {
    isFilling = true;
    String typed = user.getEditor().getText();
    Organization chosen = standing.organization();
    Choices.offer(organization, standing.organizations(), chosen);
    List<String> names = standing.users().stream().map(User::name).toList();
    boolean isOther = shown != null && !shown.equals(chosen);
    shown = chosen;
    // A token of theirs says by itself who asks, or they do; and so does what was opened.
    boolean isSaid = isPasted() || isAsOpened() || chosen == null;
    Choices.suggest(user, names, isSaid ? typed : UserGuess.next(typed, names, isOther));
    isFilling = false;
  }

  /** Whether a token that is pasted in says it. */
  boolean isPasted() {
    return tokenBox.isVisible();
  }

  private void typed() {
    if (!isFilling) {
      onTyping.run();
    }
  }

  private void changed() {
    if (!isFilling) {
      onChange.run();
    }
  }

  private void useToken(boolean isPasted) {
    tokenBox.setVisible(isPasted);
    organizationBox.setVisible(!isPasted);
    user.setPromptText(texts.text(isPasted ? "settings.user.ofToken" : "settings.user.prompt"));
    identityNote.setText(texts.text(isPasted ? "settings.token.note" : "settings.user.note"));
    identityKind.setText(texts.text(isPasted ? "settings.useUser" : "settings.useToken"));
  }

  @FXML
  private void changeIdentityKind() {
    boolean isPasted = !isPasted();
    if (isPasted) {
      Choices.write(user, "");
    }
    useToken(isPasted);
    changed();
  }
}
