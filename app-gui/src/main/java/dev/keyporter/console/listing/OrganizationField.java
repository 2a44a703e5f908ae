package dev.keyporter.console.listing;

import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.account.Organization;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Asks for the organization that a new thing is to belong to; offers the one used last. */
public final class OrganizationField extends ComboBox<Organization> {
  private static final String LAST = "last.organization";

  private final Workspace workspace;

  public OrganizationField(Workspace workspace) {
    this.workspace = workspace;
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
        .run(() -> workspace.database().organizations().list(), this::offer, _ -> offer(List.of()));
  }

  private void offer(List<Organization> organizations) {
    String last = workspace.preferences().text(LAST).orElse("");
    getItems().setAll(organizations);
    setPromptText(
        organizations.isEmpty() ? Texts.of(OrganizationField.class).text("organization.none") : "");
    setValue(
        organizations.stream()
            .filter(one -> one.id().toString().equals(last))
            .findFirst()
            .orElse(organizations.isEmpty() ? null : organizations.getFirst()));
  }

  /**
   * The one chosen, to be offered first next time.
   *
   * @throws IllegalArgumentException where there is none
   */
  public Organization chosen() {
    Organization organization = getValue();
    if (organization == null) {
      throw new IllegalArgumentException(
          Texts.of(OrganizationField.class).text("organization.missing"));
    }
    workspace.preferences().set(LAST, organization.id());
    return organization;
  }
}
