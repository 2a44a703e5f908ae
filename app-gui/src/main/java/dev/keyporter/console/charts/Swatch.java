package dev.keyporter.console.charts;

import java.util.Objects;
import javafx.scene.layout.Region;

/** The colour of a series, beside its name. */
public final class Swatch extends Region {
  /**
   * A swatch.
   *
   * @param number of the series, from 1 to 5
   */
  public Swatch(int number) {
    getStyleClass().addAll("kp-swatch", "kp-chart-" + number);
  }

  @Override
  public String getUserAgentStylesheet() {
    return Objects.requireNonNull(Swatch.class.getResource("Charts.css")).toExternalForm();
  }
}
