package dev.keyporter.console.listing;

import dev.keyporter.console.kit.Choices;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.User;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.ComboBox;
import org.jspecify.annotations.Nullable;

/** Asks for a user of an organization, by name; one not seen before is made. */
public final class UserField extends ComboBox<String> {
  /**
   * A field.
   *
   * @param name to begin with; null for nobody
   */
  public UserField(Workspace workspace, OrganizationField organization, @Nullable String name) {
    setId("form-user");
    setEditable(true);
    getEditor().setText(Objects.requireNonNullElse(name, ""));
    organization.valueProperty().subscribe(chosen -> offer(workspace, chosen));
  }

  private void offer(Workspace workspace, @Nullable Organization organization) {
    if (organization != null) {
      workspace
          .background()
          .run(
              () -> workspace.database().users().list(organization.id()),
              users -> Choices.suggest(this, users.stream().map(User::name).toList(), typed()),
              _ -> Choices.suggest(this, List.of(), typed()));
    }
  }

  /** What stands in it; empty for nobody. */
  public String typed() {
    return Objects.requireNonNullElse(getEditor().getText(), "").strip();
  }
}
