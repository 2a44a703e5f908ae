package dev.keyporter.console.overview;

import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.Times;
import dev.keyporter.console.nav.Place;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.geometry.HPos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The newest failures, and the way to all of them. */
public final class FailureList extends VBox {
  private final Texts texts = Texts.of(FailureList.class);
  private final VBox lines = new VBox();
  private final Label nothing = new Label(texts.text("failures.nothing"));
  private final Hyperlink all = new Hyperlink();
  private final Hyperlink refusedLink = new Hyperlink();

  public FailureList() {
    getStyleClass().add("ov-list");
    var title = new Label(texts.text("failures"));
    title.getStyleClass().add("kp-section");
    var head = new HBox(title);
    head.getStyleClass().add("ov-list-head");
    lines.getStyleClass().add("ov-lines");
    VBox.setVgrow(lines, Priority.ALWAYS);
    nothing.setGraphic(Icons.of("fth-check-circle", IconSize.STATE));
    nothing.getStyleClass().addAll("text-muted", "ov-nothing");
    all.setVisible(false);
    refusedLink.setVisible(false);
    refusedLink.setId("overview-refused");
    refusedLink.setTooltip(new Tooltip(texts.text("failures.refused.why")));
    var foot = new HBox(all, refusedLink);
    foot.getStyleClass().add("ov-list-foot");
    getChildren().addAll(head, lines, foot);
  }

  /**
   * Shows the newest.
   *
   * @param count of all in the period
   * @param refused of those that have no row
   * @param openAll goes to all of them
   */
  void show(
      List<RequestSummary> failures,
      long count,
      long refused,
      Runnable openAll,
      Times times,
      Consumer<Place> go) {
    if (failures.isEmpty()) {
      nothing.setText(texts.text(count == 0 ? "failures.nothing" : "failures.further"));
      lines.getChildren().setAll(nothing);
    } else {
      lines.getChildren().remove(nothing);
      Line.replace(
          lines.getChildren(), failures.stream().map(one -> line(one, times, go)).toList());
    }
    refusedLink.setVisible(refused > 0);
    refusedLink.setText(texts.text("failures.refused", refused, Amounts.count(refused)));
    refusedLink.setOnAction(_ -> go.accept(new Place.Refused(null)));
    all.setVisible(count > 0);
    all.setManaged(count > 0);
    all.setText(texts.text("failures.all", Amounts.count(count)));
    all.setOnAction(_ -> openAll.run());
  }

  private Line line(RequestSummary failed, Times times, Consumer<Place> go) {
    boolean broken = failed.status() == RequestStatus.INTERRUPTED;
    String tone = broken ? "warning" : "danger";
    var icon = new Label();
    icon.setGraphic(Icons.of(broken ? "fth-zap-off" : "fth-x-circle", IconSize.STATE));
    icon.getStyleClass().add(tone);
    var what = new Label(what(failed));
    what.setMinWidth(0);
    var who =
        new Label(Objects.requireNonNullElse(failed.userName(), texts.text("failures.nobody")));
    who.getStyleClass().add("kp-secondary");
    who.setMinWidth(0);
    Integer http = failed.httpStatus();
    // A stream may fail after it began with 200.
    String state = http == null || http < 400 ? texts.text("failed.word") : http.toString();
    var status = new Label(broken ? texts.text("interrupted") : state);
    status.getStyleClass().addAll("kp-mono", tone);
    status.setMinWidth(Region.USE_PREF_SIZE);
    var when = new Label(times.ago(failed.createdAt()));
    when.getStyleClass().add("kp-secondary");
    when.setMinWidth(Region.USE_PREF_SIZE);
    var grid = new GridPane();
    grid.getStyleClass().add("ov-failure");
    grid.add(icon, 0, 0, 1, 2);
    grid.add(what, 1, 0);
    grid.add(who, 1, 1);
    grid.add(status, 2, 0);
    grid.add(when, 2, 1);
    GridPane.setHgrow(what, Priority.ALWAYS);
    what.setMaxWidth(Double.MAX_VALUE);
    GridPane.setHalignment(status, HPos.RIGHT);
    GridPane.setHalignment(when, HPos.RIGHT);
    var line =
        new Line(
            grid,
            String.join(", ", what.getText(), status.getText(), who.getText(), when.getText()),
            () -> go.accept(new Place.Request(failed.id())));
    line.getStyleClass().add("ov-failed");
    return line;
  }

  private String what(RequestSummary failed) {
    if (failed.errorMessage() != null) {
      return failed.errorMessage().lines().findFirst().orElse("");
    }
    return failed.errorCode() == null ? texts.text("failures.unnamed") : failed.errorCode();
  }
}
