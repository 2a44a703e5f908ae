package dev.keyporter.console.users;

import dev.keyporter.console.kit.Background;
import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.account.User;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.traffic.FilterKey;
import dev.keyporter.model.traffic.FilterTerm;
import dev.keyporter.model.traffic.RequestFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The latest sessions of a user, each leading to its requests. */
final class SessionsSection extends VBox {
  /** So many of the latest requests are looked at. */
  private static final int REQUESTS = 100;

  private static final int SHOWN = 5;

  private final Workspace workspace;
  private final Texts texts = Texts.of(SessionsSection.class);
  private final VBox lines = new VBox();
  private LatestSessions known = LatestSessions.NONE;
  private Background.@Nullable Work loading;
  private @Nullable UserId shown;

  SessionsSection(Workspace workspace) {
    this.workspace = workspace;
    getStyleClass().add("kp-detail-section");
    var heading = new Label(texts.text("sessions"));
    heading.getStyleClass().add("kp-section");
    lines.getStyleClass().add("kp-history");
    getChildren().addAll(heading, lines);
  }

  void show(User user) {
    if (!user.id().equals(shown)) {
      lines.getChildren().clear();
    }
    shown = user.id();
    if (loading != null) {
      loading.cancel();
    }
    var own = RequestFilter.of(UserActions.requests(user).term());
    loading =
        workspace
            .background()
            .run(
                () ->
                    LatestSessions.of(
                        workspace.database().requests().page(own, null, REQUESTS), user),
                found -> fill(user, found),
                failure -> lines.getChildren().setAll(quiet(Failure.of(failure).what())));
  }

  private void fill(User user, LatestSessions found) {
    if (found.equals(known) && !lines.getChildren().isEmpty()) {
      return;
    }
    known = found;
    List<Node> nodes = new ArrayList<>();
    found.sessions().stream().limit(SHOWN).map(session -> line(user, session)).forEach(nodes::add);
    Instant reached = found.reached();
    if (reached != null && nodes.size() < SHOWN) {
      nodes.add(quiet(texts.text("sessions.reached", workspace.times().date(reached))));
    } else if (nodes.isEmpty()) {
      nodes.add(quiet(texts.text("sessions.none")));
    }
    lines.getChildren().setAll(nodes);
  }

  private static Node quiet(String text) {
    var label = new Label(text);
    label.getStyleClass().add("kp-secondary");
    label.setWrapText(true);
    return label;
  }

  private Node line(User user, Session session) {
    var link = new Hyperlink(session.id());
    link.getStyleClass().addAll("kp-mono", "kp-secondary-link");
    link.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    link.setOnAction(
        _ ->
            UserActions.requests(user)
                .open(
                    workspace,
                    RequestFilter.of(FilterTerm.Text.exactly(FilterKey.SESSION, session.id()))));
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var words =
        new Label(texts.text("session", session.requests(), workspace.times().ago(session.last())));
    words.getStyleClass().add("kp-secondary");
    words.setMinWidth(USE_PREF_SIZE);
    var line = new HBox(link, space, words);
    line.getStyleClass().add("kp-section-line");
    return line;
  }
}
