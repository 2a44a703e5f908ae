package dev.keyporter.console.listing;

import dev.keyporter.console.kit.Choices;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.OrganizationId;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the organization that a new thing is to belong to. It begins at the one that is looked
 * at, or the only one there is; else somebody has to choose.
 */
public final class OrganizationField extends ComboBox<Organization> {
  private final Texts texts = Texts.of(OrganizationField.class);

  /**
   * A field.
   *
   * @param lookedAt null where there is none
   */
  public OrganizationField(Workspace workspace, @Nullable OrganizationId lookedAt) {
    setId("form-organization");
    setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable Organization organization) {
            return organization == null ? "" : organization.name();
          }

          @Override
          public @Nullable Organization fromString(String text) {
            return null;
          }
        });
    workspace
        .background()
        .run(
            () -> workspace.database().organizations().list(),
            found -> offer(found, lookedAt),
            _ -> offer(List.of(), null));
  }

  private void offer(List<Organization> organizations, @Nullable OrganizationId lookedAt) {
    setPromptText(
        texts.text(organizations.isEmpty() ? "organization.none" : "organization.choose"));
    Choices.offer(
        this,
        organizations,
        organizations.stream()
            .filter(one -> organizations.size() == 1 || one.id().equals(lookedAt))
            .findFirst()
            .orElse(null));
  }

  /**
   * The one chosen.
   *
   * @throws IllegalArgumentException where there is none
   */
  public Organization chosen() {
    Organization organization = getValue();
    if (organization == null) {
      throw new IllegalArgumentException(
          texts.text(getItems().isEmpty() ? "organization.missing" : "organization.unchosen"));
    }
    return organization;
  }
}
