package dev.keyporter.console.listing;

import dev.keyporter.console.kit.Background;
import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.db.account.AdminChange;
import java.util.List;
import java.util.UUID;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The latest administrative changes of one thing, and the way to all of them. */
public final class HistorySection extends VBox {
  private static final int SHOWN = 5;

  private final Workspace workspace;
  private final VBox lines = new VBox();
  private Background.@Nullable Work loading;
  private @Nullable UUID shown;
  private String name = "";

  public HistorySection(Workspace workspace) {
    this.workspace = workspace;
    var texts = Texts.of(HistorySection.class);
    getStyleClass().add("kp-detail-section");
    var heading = new Label(texts.text("history"));
    heading.getStyleClass().add("kp-section");
    var all = new Hyperlink(texts.text("history.all"));
    all.setId("history-all");
    all.getStyleClass().add("kp-secondary-link");
    all.setMinWidth(USE_PREF_SIZE);
    all.setOnAction(_ -> workspace.navigator().go(new Place.Changes(name)));
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var head = new HBox(heading, space, all);
    head.getStyleClass().add("kp-section-line");
    lines.getStyleClass().add("kp-history");
    getChildren().addAll(head, lines);
  }

  /** Shows those of a thing. */
  public void show(UUID subject, String subjectName) {
    name = subjectName;
    if (!subject.equals(shown)) {
      lines.getChildren().clear();
    }
    shown = subject;
    if (loading != null) {
      loading.cancel();
    }
    loading =
        workspace
            .background()
            .run(
                () -> workspace.database().adminLog().of(subject, Long.MAX_VALUE, SHOWN),
                this::fill,
                failure -> lines.getChildren().setAll(new Label(Failure.of(failure).what())));
  }

  private void fill(List<AdminChange> changes) {
    lines.getChildren().setAll(changes.stream().map(this::line).toList());
  }

  private HBox line(AdminChange change) {
    var what = new Label(ChangeWords.of(change));
    what.setWrapText(true);
    HBox.setHgrow(what, Priority.ALWAYS);
    var who = new Label(change.actor() + ", " + workspace.times().ago(change.changedAt()));
    who.getStyleClass().add("kp-secondary");
    who.setMinWidth(USE_PREF_SIZE);
    who.setTooltip(new Tooltip(workspace.times().full(change.changedAt())));
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var line = new HBox(what, space, who);
    line.getStyleClass().add("kp-section-line");
    return line;
  }
}
