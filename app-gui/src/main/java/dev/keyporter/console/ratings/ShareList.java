package dev.keyporter.console.ratings;

import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.ShareBar;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.model.traffic.RatingCounts;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Names with their share of good ratings. */
public final class ShareList extends VBox {
  private static final int MOST = 5;

  private final Texts texts = Texts.of(ShareList.class);

  public ShareList() {
    getStyleClass().add("kp-share-list");
  }

  void clear() {
    getChildren().clear();
  }

  /**
   * Adds a line, unless there are enough.
   *
   * @param open what a click leads to
   */
  void add(String name, RatingCounts counts, Runnable open) {
    if (getChildren().size() >= MOST) {
      return;
    }
    double share = (double) counts.good() / Math.max(1, counts.total());
    var label = new Label(name);
    label.setMinWidth(40);
    var fill = new Region();
    HBox.setHgrow(fill, Priority.ALWAYS);
    String words = Figures.count(counts.good()) + " / " + Figures.count(counts.total());
    var count = figure(words);
    count.getStyleClass().add("text-muted");
    var percent = figure(Figures.percent(share));
    percent.getStyleClass().add("kp-share-percent");
    var line = new HBox(label, fill, count, percent);
    line.getStyleClass().add("kp-inline");
    var bar = new ShareBar().add(share, "kp-rating-good").add(1 - share, "kp-rating-rest");
    var box = new VBox(line, bar);
    box.getStyleClass().add("kp-share-line");
    var button = new Button();
    button.setGraphic(box);
    button.setMaxWidth(Double.MAX_VALUE);
    box.prefWidthProperty().bind(button.widthProperty().subtract(16));
    button.getStyleClass().addAll("flat", "kp-share-button");
    button.setAccessibleText(
        texts.text("share.name", name, Figures.percent(share), Figures.count(counts.total())));
    button.setOnAction(_ -> open.run());
    getChildren().add(button);
  }

  private static Label figure(String text) {
    var label = new Label(text);
    label.getStyleClass().add("kp-mono");
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }
}
