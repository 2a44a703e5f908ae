package dev.keyporter.console.overview;

import dev.keyporter.console.charts.ShareBar;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.nav.Place;
import dev.keyporter.model.usage.UsageGroup;
import dev.keyporter.model.usage.UsageSlice;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The six that spent most, and the way to all of them. */
public final class RankList extends VBox {
  private static final int LINES = 6;

  private final Texts texts = Texts.of(RankList.class);
  private final Label title = new Label();
  private final VBox lines = new VBox();
  private final Label nothing = new Label();
  private final Hyperlink all = new Hyperlink();

  public RankList() {
    getStyleClass().addAll("ov-list");
    title.getStyleClass().add("kp-section");
    title.setMinWidth(USE_PREF_SIZE);
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var measured = new Label(texts.text("measure.spend"));
    measured.getStyleClass().add("kp-secondary");
    var head = new HBox(title, space, measured);
    head.getStyleClass().add("ov-list-head");
    lines.getStyleClass().add("ov-lines");
    VBox.setVgrow(lines, Priority.ALWAYS);
    nothing.getStyleClass().addAll("text-muted", "ov-nothing");
    nothing.setText(texts.text("list.nothing"));
    // A link without words is none.
    all.visibleProperty().bind(all.textProperty().isNotEmpty());
    var foot = new HBox(all);
    foot.getStyleClass().add("ov-list-foot");
    getChildren().addAll(head, lines, foot);
  }

  public String getTitle() {
    return title.getText();
  }

  public void setTitle(String text) {
    title.setText(text);
  }

  /**
   * Shows the greatest.
   *
   * @param allWords names the link, with a place for how many there are
   * @param open goes to the rows of one
   */
  void show(
      List<UsageSlice> slices,
      String allWords,
      Place allPlace,
      Consumer<Place> go,
      Consumer<UsageGroup> open) {
    double most =
        slices.stream().mapToDouble(slice -> Measure.SPEND.of(slice.sums())).max().orElse(0);
    List<Line> shown = slices.stream().limit(LINES).map(slice -> line(slice, most, open)).toList();
    if (shown.isEmpty()) {
      lines.getChildren().setAll(nothing);
    } else {
      lines.getChildren().remove(nothing);
      Line.replace(lines.getChildren(), shown);
    }
    all.setText(texts.text(allWords, slices.size()));
    all.setOnAction(_ -> go.accept(allPlace));
  }

  private Line line(UsageSlice slice, double most, Consumer<UsageGroup> open) {
    var name = new Label(GroupNames.of(slice.group()));
    name.setMinWidth(40);
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    String requests =
        texts.text("requests", slice.sums().requests(), Amounts.count(slice.sums().requests()));
    var middle = new Label(GroupNames.lastFour(slice.group()).orElse(requests));
    middle.getStyleClass().add("kp-secondary");
    middle.setMinWidth(Region.USE_PREF_SIZE);
    String spent = Amounts.usd(slice.sums());
    var figure = new Label(spent);
    figure.getStyleClass().addAll("kp-mono", "ov-figure");
    figure.setMinWidth(Region.USE_PREF_SIZE);
    var words = new HBox(name, space, middle, figure);
    words.getStyleClass().add("ov-words");
    var bar = new ShareBar();
    bar.show(most == 0 ? 0 : Measure.SPEND.of(slice.sums()) / most);
    Node content = new VBox(words, bar);
    content.getStyleClass().add("ov-rank");
    return new Line(
        content,
        texts.text("rank.words", name.getText(), spent, requests),
        () -> open.accept(slice.group()));
  }
}
