package dev.keyporter.console.ratings;

import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.Times;
import dev.keyporter.console.kit.View;
import dev.keyporter.model.traffic.UserRatings;
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
  private final Consumer<String> openModel;
  private final Consumer<UserRatings> openUser;
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
   * @param openModel gets the model that was clicked
   * @param openUser gets the user that was clicked
   */
  RatingCharts(
      Consumer<RatingBar> choose, Consumer<String> openModel, Consumer<UserRatings> openUser) {
    this.choose = choose;
    this.openModel = openModel;
    this.openUser = openUser;
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
        .forEach((model, rated) -> models.add(model, rated, () -> openModel.accept(model)));
    users.clear();
    ratings
        .byUser()
        .forEach(
            user -> {
              String name = String.valueOf(user.userName());
              users.add(name, user.counts(), () -> openUser.accept(user));
            });
  }
}
