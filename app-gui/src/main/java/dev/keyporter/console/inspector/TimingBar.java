package dev.keyporter.console.inspector;

import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.ShareBar;
import dev.keyporter.console.kit.Texts;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** A request's time as a bar, one segment a phase, and what the segments mean. */
final class TimingBar {
  private TimingBar() {}

  static void fill(ShareBar bar, Timing timing) {
    double total = Math.max(1, timing.total().toNanos());
    bar.clear();
    for (Timing.Phase phase : timing.phases()) {
      bar.add(phase.duration().toNanos() / total, style(phase.kind()));
    }
  }

  static List<Node> legend(Timing timing, Texts texts) {
    return timing.phases().stream()
        .<Node>map(
            phase -> {
              var dot = new Region();
              dot.getStyleClass().addAll("kp-dot", style(phase.kind()));
              var name = new Label(name(phase.kind(), texts), dot);
              name.getStyleClass().add("kp-secondary");
              var figure = new Label(Figures.duration(phase.duration()));
              figure.getStyleClass().add("kp-mono");
              var entry = new HBox(name, figure);
              entry.getStyleClass().add("kp-inline");
              return entry;
            })
        .toList();
  }

  private static String name(Timing.Kind kind, Texts texts) {
    return texts.text("phase." + kind.name().toLowerCase(Locale.ROOT));
  }

  private static String style(Timing.Kind kind) {
    return "kp-phase-" + kind.name().toLowerCase(Locale.ROOT);
  }
}
