package dev.keyporter.console.overview;

import dev.keyporter.console.kit.Choices;
import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.Names;
import dev.keyporter.console.kit.Segments;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.Times;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.OrganizationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** What applies to all of Overview: whose requests, which period, and how fresh it is. */
final class HeadControls extends HBox {
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  private final Texts texts = Texts.of(HeadControls.class);
  private final Times times;
  private final Label updated = new Label();
  private final ComboBox<Whose> whose = new ComboBox<>();
  private final Segments<Span.Last> last = new Segments<>();
  private final Button calendar = new Button();
  private final ObjectProperty<Span> span;
  private final ObjectProperty<@Nullable OrganizationId> organization =
      new SimpleObjectProperty<>();
  private final Timeline second = new Timeline(new KeyFrame(Duration.seconds(1), _ -> showAge()));
  private @Nullable Instant readAt;
  private @Nullable Failure trouble;
  private boolean isFilling;

  HeadControls(Times times, Span first) {
    this.times = times;
    this.span = new SimpleObjectProperty<>(first);
    getStyleClass().add("ov-controls");
    updated.getStyleClass().add("kp-secondary");
    updated.setMinWidth(Region.USE_PREF_SIZE);
    fillWhose(List.of());
    whose.setId("overview-organization");
    whose.setAccessibleText(texts.text("whose"));
    whose.setConverter(new Names<>(Whose::name));
    whose
        .valueProperty()
        .subscribe(
            chosen -> {
              if (!isFilling && chosen != null) {
                organization.set(chosen.id());
              }
            });
    last.setId("overview-period");
    last.setItems(
        List.of(Span.Last.values()),
        one -> texts.text("span." + one.name().toLowerCase(Locale.ROOT)));
    last.valueProperty()
        .subscribe(
            chosen -> {
              if (chosen != null) {
                span.set(chosen);
              }
            });
    calendar.setId("overview-calendar");
    calendar.setGraphic(Icons.of("fth-calendar", IconSize.STATE));
    calendar.setMinWidth(Region.USE_PREF_SIZE);
    var picker = new RangePicker(times, span::set);
    calendar.setOnAction(_ -> picker.show(calendar));
    span.subscribe(this::showSpan);
    second.setCycleCount(Animation.INDEFINITE);
    getChildren().setAll(updated, whose, last, calendar);
  }

  /** The period that is chosen. */
  ObjectProperty<Span> span() {
    return span;
  }

  /** The organization that is chosen; null for all. */
  ObjectProperty<@Nullable OrganizationId> organization() {
    return organization;
  }

  private void showSpan(Span now) {
    String name = texts.text("span.own");
    switch (now) {
      case Span.Last chosen -> {
        last.valueProperty().set(chosen);
        calendar.setText("");
      }
      case Span.Days days -> {
        last.valueProperty().set(null);
        calendar.setText(RangePicker.words(days));
        name = name + ": " + calendar.getText();
      }
    }
    calendar.pseudoClassStateChanged(CHOSEN, now instanceof Span.Days);
    calendar.setAccessibleText(name);
    calendar.setTooltip(new Tooltip(name));
  }

  void show(Glance glance) {
    readAt = glance.readAt();
    fillWhose(glance.organizations());
    showAge();
  }

  /** Says that the figures are not fresh, and why; null once they are. */
  void show(@Nullable Failure why) {
    trouble = why;
    showAge();
  }

  private void fillWhose(List<Organization> organizations) {
    var choices = new ArrayList<Whose>();
    choices.add(new Whose(null, texts.text("whose.all")));
    organizations.forEach(one -> choices.add(new Whose(one.id(), one.name())));
    if (choices.equals(whose.getItems())) {
      return;
    }
    isFilling = true;
    Whose chosen =
        choices.stream()
            .filter(one -> Objects.equals(one.id(), organization.get()))
            .findFirst()
            .orElse(choices.getFirst());
    Choices.offer(whose, choices, chosen);
    isFilling = false;
    // One that was deleted meanwhile makes room for all.
    organization.set(chosen.id());
  }

  void live(boolean is) {
    if (is) {
      second.play();
    } else {
      second.stop();
    }
  }

  private void showAge() {
    if (readAt == null) {
      updated.setText("");
      return;
    }
    updated.getStyleClass().remove("danger");
    if (trouble == null) {
      updated.setText(texts.text("updated", times.ago(readAt)));
      updated.setTooltip(null);
    } else {
      updated.getStyleClass().add("danger");
      updated.setText(texts.text("updated.not", times.time(readAt)));
      updated.setTooltip(new Tooltip(trouble.what() + " " + trouble.next()));
    }
  }
}
