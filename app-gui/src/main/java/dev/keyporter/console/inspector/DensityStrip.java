package dev.keyporter.console.inspector;

import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** When a stream's bytes came, on a true time axis from the request's arrival on. */
public final class DensityStrip extends Region {
  private static final double HEIGHT = 64;
  private static final double AXIS = 20;
  private static final double TICK_ROOM = 90;
  private static final double STEP = 5;
  private static final double BAR = 4;

  private final Texts texts = Texts.of(DensityStrip.class);
  private final Region baseline = new Region();
  private List<StreamEvent> events = List.of();
  private double drawnWidth = -1;

  public DensityStrip() {
    getStyleClass().add("kp-density");
    baseline.getStyleClass().add("kp-density-axis");
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setMaxHeight(HEIGHT);
    managedProperty().bind(visibleProperty());
  }

  void show(RecordedStream stream) {
    events = stream.events().stream().filter(event -> event.time() != null).toList();
    setVisible(!events.isEmpty());
    setAccessibleText(
        texts.text(
            "stream.strip",
            Figures.count(stream.events().size()),
            Figures.duration(stream.last().orElse(null))));
    drawnWidth = -1;
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth() - snappedLeftInset() - snappedRightInset();
    if (width == drawnWidth || width <= 0) {
      return;
    }
    drawnWidth = width;
    getChildren().setAll(baseline);
    double floor = getHeight() - AXIS;
    baseline.resizeRelocate(snappedLeftInset(), floor, width, 1);
    if (events.isEmpty()) {
      return;
    }
    double total = Math.max(1, millis(events.getLast()));
    bars(width, floor, total);
    ticks(width, floor, total);
  }

  private static double millis(StreamEvent event) {
    Duration time = event.time();
    return time == null ? 0 : time.toNanos() / 1e6;
  }

  private void bars(double width, double floor, double total) {
    int slots = (int) Math.max(1, width / STEP);
    var bytes = new double[slots];
    var errors = new boolean[slots];
    double most = 1;
    for (StreamEvent event : events) {
      int slot = (int) Math.min(slots - 1.0, Math.floor(millis(event) / total * slots));
      // A single large event must not flatten all the others.
      bytes[slot] += Math.sqrt(event.bytes());
      errors[slot] |= event.isError();
      most = Math.max(most, bytes[slot]);
    }
    double high = floor - 8;
    for (int slot = 0; slot < slots; slot++) {
      if (bytes[slot] > 0) {
        double height = errors[slot] ? high : Math.max(2, high * bytes[slot] / most);
        var bar = new Region();
        bar.getStyleClass().add(errors[slot] ? "kp-density-error" : "kp-density-bar");
        bar.resizeRelocate(
            snapPositionX(snappedLeftInset() + slot * STEP),
            snapPositionY(floor - height),
            BAR,
            snapSizeY(height));
        getChildren().add(bar);
      }
    }
  }

  private void ticks(double width, double floor, double total) {
    double step = step(total, width);
    StreamEvent error = events.stream().filter(StreamEvent::isError).findFirst().orElse(null);
    double end = width;
    if (error != null) {
      var label = label(texts.text("stream.errorAt", Figures.duration(error.time())));
      label.getStyleClass().add("danger");
      end = place(label, width * millis(error) / total, width, floor, 1) - 8;
    }
    for (double at = 0; at <= total; at += step) {
      var label = label(at == 0 ? "0" : tick(Math.round(at)));
      double x = width * at / total;
      double wide = label.prefWidth(-1);
      if (x + wide / 2 <= end && x + wide <= width + 1) {
        place(label, x, width, floor, at == 0 ? 0 : 0.5);
      } else {
        getChildren().remove(label);
      }
    }
  }

  private String tick(long millis) {
    return millis % 1000 == 0
        ? texts.text("stream.seconds", Figures.count(millis / 1000))
        : Figures.duration(Duration.ofMillis(millis));
  }

  /** Where on the label the moment is: 0 for its left edge, 1 for its right one. */
  private double place(Label label, double x, double width, double floor, double anchor) {
    double wide = label.prefWidth(-1);
    double left = Math.clamp(x - wide * anchor, 0, Math.max(0, width - wide));
    label.resizeRelocate(
        snapPositionX(snappedLeftInset() + left), floor + 3, wide, label.prefHeight(-1));
    return left;
  }

  private Label label(String text) {
    var label = new Label(text);
    label.getStyleClass().add("kp-caption");
    getChildren().add(label);
    label.applyCss();
    return label;
  }

  /** A round number of milliseconds between ticks, so that they do not touch. */
  static double step(double total, double width) {
    double least = total * TICK_ROOM / width;
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(1, least))));
    List<Double> round = new ArrayList<>(List.of(power, 2 * power, 5 * power, 10 * power));
    return round.stream().filter(step -> step >= least).findFirst().orElse(10 * power);
  }
}
