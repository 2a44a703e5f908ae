package dev.keyporter.console.ratings;

import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.Times;
import dev.keyporter.console.kit.View;
import dev.keyporter.model.traffic.FilterKey;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The share of good ratings, day by day, by model and, where there is room, by user. */
final class RatingCharts {
  private static final double USERS_FROM = 600;

  private final Texts texts = Texts.of(RatingCharts.class);
  private final Consumer<RatingBar> choose;
  private final BiConsumer<FilterKey, String> open;
  private final Parent view;

  @FXML private HBox charts;
  @FXML private Label share;
  @FXML private Label counts;
  @FXML private RatingChart chart;
  @FXML private ShareList models;
  @FXML private VBox usersBox;
  @FXML private ShareList users;

  /**
   * Charts of nothing yet.
   *
   * @param choose gets the days that were clicked
   * @param open gets the model or user that was clicked
   */
  RatingCharts(Consumer<RatingBar> choose, BiConsumer<FilterKey, String> open) {
    this.choose = choose;
    this.open = open;
    this.view = View.load(this);
  }

  @FXML
  private void initialize() {
    usersBox.managedProperty().bind(usersBox.visibleProperty());
    usersBox.visibleProperty().bind(charts.widthProperty().greaterThan(USERS_FROM));
    chart.onChoose(choose);
  }

  Parent view() {
    return view;
  }

  /**
   * Shows ratings.
   *
   * @param chosen the days the list is limited to
   */
  void show(ChartedRatings ratings, @Nullable RatingBar chosen, Times times) {
    share.setText(ratings.share());
    counts.setText(
        texts.text(
            "counts",
            Figures.count(ratings.total().good()),
            Figures.count(ratings.total().total())));
    chart.show(ratings.bars(), chosen, times);
    models.clear();
    ratings
        .byModel()
        .forEach(
            (model, rated) -> models.add(model, rated, () -> open.accept(FilterKey.MODEL, model)));
    users.clear();
    ratings
        .byUser()
        .forEach(
            user -> {
              String name = String.valueOf(user.userName());
              users.add(name, user.counts(), () -> open.accept(FilterKey.USER, name));
            });
  }
}
