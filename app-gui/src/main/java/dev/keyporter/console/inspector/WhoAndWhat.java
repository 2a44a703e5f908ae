package dev.keyporter.console.inspector;

import dev.keyporter.console.kit.CopyButton;
import dev.keyporter.console.kit.Facts;
import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.nav.Choice;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.traffic.RequestDetail;
import dev.keyporter.model.traffic.RequestSummary;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** Who asked, with which key and token, in which session, served by what. */
final class WhoAndWhat {
  /** Names of more characters may be cut, down to so many pixels. */
  private static final int LONGEST = 26;

  private static final double NARROW = 160;

  private WhoAndWhat() {}

  static void fill(
      Facts facts, Inspected inspected, Workspace workspace, Texts texts, Runnable openSession) {
    RequestDetail detail = inspected.detail();
    RequestSummary summary = detail.summary();
    facts.clear();
    var user = summary.userId();
    Node who =
        user == null || summary.userName() == null
            ? muted(texts.text("user.none"))
            : link(
                summary.userName(),
                () -> workspace.navigator().go(new Place.Users(new Choice.One<>(user))));
    facts.add(texts.text("user"), line(who, muted("· " + detail.organizationName())));
    var key = summary.keyId();
    if (key != null && detail.keyName() != null) {
      var name =
          link(
              detail.keyName(),
              () -> workspace.navigator().go(new Place.Keys(new Choice.One<>(key))));
      facts.add(texts.text("key"), line(name, mono("••••" + detail.keyLastFour())));
    }
    var token = summary.tokenId();
    if (token != null && detail.tokenName() != null) {
      facts.add(
          texts.text("token"),
          link(
              detail.tokenName(),
              () -> workspace.navigator().go(new Place.Tokens(new Choice.One<>(token)))));
    }
    String session = summary.sessionId();
    if (session != null) {
      Label id = mono(session);
      id.setMinWidth(40);
      id.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
      Hyperlink count = link(requests(detail.sessionRequests(), texts), openSession);
      count.setId("inspector-session");
      facts.add(
          texts.text("session"),
          line(id, new CopyButton(texts.text("copy.session"), session), count));
    }
    facts.add(texts.text("route"), Routes.name(summary.route(), texts));
    if (summary.target() != null) {
      String target = summary.target().toString();
      Label path = mono(target);
      path.setId("inspector-path");
      path.setMinWidth(40);
      path.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
      facts.add(
          texts.text("path"),
          line(path, new CopyButton(texts.text("copy.path"), summary.target().path())));
    }
    if (summary.servedModel() != null && !summary.servedModel().equals(summary.model())) {
      facts.add(texts.text("served"), mono(summary.servedModel()));
    }
    if (summary.serviceTier() != null) {
      facts.add(texts.text("tier"), summary.serviceTier());
    }
    if (summary.requestedTier() != null && !summary.requestedTier().equals(summary.serviceTier())) {
      facts.add(texts.text("tier.requested"), summary.requestedTier());
    }
  }

  static String requests(int count, Texts texts) {
    return count == 1 ? texts.text("request.one") : texts.text("requests", Figures.count(count));
  }

  private static Hyperlink link(String text, Runnable go) {
    var link = new Hyperlink(text);
    link.setMinWidth(text.length() > LONGEST ? NARROW : Region.USE_PREF_SIZE);
    link.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    link.setOnAction(
        _ -> {
          link.setVisited(false);
          go.run();
        });
    return link;
  }

  private static Label muted(String text) {
    var label = new Label(text);
    label.getStyleClass().add("text-muted");
    label.setMinWidth(0);
    return label;
  }

  private static Label mono(String text) {
    var label = new Label(text);
    label.getStyleClass().addAll("kp-mono", "text-muted");
    return label;
  }

  private static HBox line(Node... nodes) {
    var line = new HBox(nodes);
    line.getStyleClass().add("kp-inline");
    return line;
  }
}
