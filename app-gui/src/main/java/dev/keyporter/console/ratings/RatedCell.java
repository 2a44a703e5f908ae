package dev.keyporter.console.ratings;

import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.Times;
import dev.keyporter.model.traffic.RatedRequest;
import dev.keyporter.model.traffic.RequestSummary;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A rated request: the thumb, the words, and of what. */
final class RatedCell extends ListCell<RatedRequest> {
  private final Texts texts;
  private final Times times;
  private final Label thumb = new Label();
  private final Label feedback = new Label();
  private final Label about = new Label();
  private final Label time = new Label();
  private final HBox row;

  RatedCell(Texts texts, Times times) {
    this.texts = texts;
    this.times = times;
    getStyleClass().add("kp-rated");
    about.getStyleClass().add("kp-secondary");
    time.getStyleClass().add("kp-secondary");
    time.setMinWidth(Region.USE_PREF_SIZE);
    thumb.setMinWidth(Region.USE_PREF_SIZE);
    var words = new VBox(feedback, about);
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    row = new HBox(thumb, words, time);
    row.getStyleClass().add("kp-rated-row");
    setMinWidth(0);
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable RatedRequest rated, boolean empty) {
    super.updateItem(rated, empty);
    if (empty || rated == null) {
      setGraphic(null);
      return;
    }
    boolean isGood = rated.rating().value() > 0;
    thumb.setGraphic(Icons.of(isGood ? "fth-thumbs-up" : "fth-thumbs-down", IconSize.STATE));
    thumb.getStyleClass().setAll("label", isGood ? "success" : "danger");
    String said = rated.rating().feedback();
    feedback.setText(said == null ? texts.text("feedback.none") : said.replace('\n', ' '));
    feedback.getStyleClass().remove("text-muted");
    if (said == null) {
      feedback.getStyleClass().add("text-muted");
    }
    RequestSummary request = rated.request();
    String user = request.userName() == null ? texts.text("user.none") : request.userName();
    String model = request.model() == null ? request.route() : request.model();
    about.setText(model + " · " + user + " · " + rated.organizationName());
    time.setText(times.ago(rated.rating().ratedAt()));
    setAccessibleText(
        texts.text(isGood ? "good" : "bad") + ", " + feedback.getText() + ", " + about.getText());
    row.prefWidthProperty().bind(widthProperty().subtract(40));
    setGraphic(row);
  }
}
