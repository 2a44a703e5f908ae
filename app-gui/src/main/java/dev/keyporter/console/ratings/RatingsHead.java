package dev.keyporter.console.ratings;

import dev.keyporter.console.kit.Choices;
import dev.keyporter.console.kit.Names;
import dev.keyporter.console.kit.Preferences;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.OrganizationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.ComboBox;
import org.jspecify.annotations.Nullable;

/** Whose ratings, and how far back; the period is kept. */
final class RatingsHead {
  private static final String PERIOD = "ratings.period";

  private final ComboBox<OrganizationChoice> organization;
  private final ComboBox<Period> period;
  private final Runnable onOrganization;
  private boolean isFilling;

  /**
   * Takes over the two boxes.
   *
   * @param onOrganization called when another organization was chosen
   * @param onPeriod called when another period was chosen
   */
  RatingsHead(
      ComboBox<OrganizationChoice> organization,
      ComboBox<Period> period,
      Preferences preferences,
      Runnable onOrganization,
      Runnable onPeriod) {
    this.organization = organization;
    this.period = period;
    this.onOrganization = onOrganization;
    Texts texts = Texts.of(RatingsHead.class);
    period.getItems().setAll(Period.values());
    period.setConverter(new Names<>(choice -> texts.text(choice.textName())));
    period.setValue(
        preferences
            .text(PERIOD)
            .flatMap(
                name -> period.getItems().stream().filter(p -> p.name().equals(name)).findFirst())
            .orElse(Period.MONTH));
    period.setOnAction(
        _ -> {
          preferences.set(PERIOD, period.getValue());
          onPeriod.run();
        });
    var everybody = new OrganizationChoice(null, texts.text("organization.all"));
    organization.setConverter(new Names<>(OrganizationChoice::name));
    organization.getItems().setAll(everybody);
    organization.setValue(everybody);
    organization.setOnAction(
        _ -> {
          if (!isFilling) {
            onOrganization.run();
          }
        });
  }

  Period period() {
    return period.getValue();
  }

  /** The organization; null for all of them. */
  @Nullable OrganizationId organization() {
    OrganizationChoice of = organization.getValue();
    return of == null ? null : of.id();
  }

  /** Offers these; what is chosen stays so where it is among them. */
  void offer(List<Organization> there) {
    List<OrganizationChoice> choices = new ArrayList<>();
    choices.add(organization.getItems().getFirst());
    there.forEach(one -> choices.add(new OrganizationChoice(one.id(), one.name())));
    OrganizationId before = organization();
    isFilling = true;
    Choices.offer(
        organization,
        choices,
        choices.stream()
            .filter(choice -> Objects.equals(choice.id(), before))
            .findFirst()
            .orElse(choices.getFirst()));
    isFilling = false;
    if (!Objects.equals(organization(), before)) {
      onOrganization.run();
    }
    organization.setVisible(there.size() > 1);
  }
}
