package dev.keyporter.console.users;

import dev.keyporter.console.kit.Facts;
import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.listing.CellLook;
import dev.keyporter.console.listing.Detail;
import dev.keyporter.console.listing.DetailPane;
import dev.keyporter.console.listing.HistorySection;
import dev.keyporter.console.listing.SpendSection;
import dev.keyporter.console.nav.Choice;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.account.User;
import dev.keyporter.model.account.UserState;
import dev.keyporter.model.usage.UsageFilter;
import java.util.Objects;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** A user beside the list: the key that serves, spend, sessions. */
final class UserDetail implements Detail<UserLine> {
  private final Workspace workspace;
  private final UserActions actions;
  private final Texts texts = Texts.of(UserDetail.class);
  private final SpendSection spend;
  private final SessionsSection sessions;
  private final HistorySection history;
  private final DetailPane pane;
  private @Nullable UserLine shown;

  @FXML private Facts facts;
  @FXML private Button toggle;

  UserDetail(Workspace workspace, UserActions actions) {
    this.workspace = workspace;
    this.actions = actions;
    this.spend = new SpendSection(workspace);
    this.sessions = new SessionsSection(workspace);
    this.history = new HistorySection(workspace);
    this.pane = (DetailPane) View.load(this);
    pane.getSections().addAll(spend, sessions, history);
  }

  @Override
  public DetailPane pane() {
    return pane;
  }

  @Override
  public void show(UserLine line) {
    shown = line;
    User user = line.user();
    CellLook state = UserTexts.state(user.state());
    pane.state().set(state.icon(), state.text(), Objects.requireNonNull(state.tone()));
    pane.head(user.name(), user.id().toString(), actions.menu(line));
    facts.clear();
    facts.add(texts.text("column.organization"), line.organization());
    facts.add(texts.text("column.key"), key(line));
    facts.add(texts.text("fact.tokens"), Figures.count(line.tokens()));
    facts.add(texts.text("fact.created"), workspace.times().date(user.createdAt()));
    facts.add(texts.text("column.seen"), workspace.times().ago(line.activity().lastUsed()));
    spend.show(
        new UsageFilter(user.organizationId(), user.id(), null, null),
        line.activity(),
        texts.text("action.requests"),
        UserActions.requests(user));
    sessions.show(user);
    history.show(user.id().value(), user.name());
    toggle.setText(
        texts.text(user.state() == UserState.ACTIVE ? "action.disable" : "action.enable"));
  }

  private Node key(UserLine line) {
    ProviderKey key = line.key();
    if (key == null) {
      var link = new Hyperlink(texts.text("key.add"));
      var owner = new Choice.For(line.user().organizationId(), null);
      link.setOnAction(_ -> workspace.navigator().go(new Place.Keys(new Choice.New<>(owner))));
      var none = new Label(texts.text("key.none"));
      none.getStyleClass().add("warning");
      var both = new HBox(none, link);
      both.getStyleClass().add("kp-inline");
      return both;
    }
    var link = new Hyperlink(key.name());
    link.getStyleClass().add("kp-plain-link");
    link.setOnAction(_ -> workspace.navigator().go(new Place.Keys(new Choice.One<>(key.id()))));
    var whose = new Label(texts.text(line.hasOwnKey() ? "key.own" : "key.shared"));
    whose.getStyleClass().add("kp-secondary");
    var both = new HBox(link, whose);
    both.getStyleClass().add("kp-inline");
    return both;
  }

  @FXML
  private void toggle() {
    actions.toggle(Objects.requireNonNull(shown).user());
  }

  @FXML
  private void rename() {
    actions.rename(Objects.requireNonNull(shown).user());
  }

  @FXML
  private void delete() {
    actions.delete(Objects.requireNonNull(shown));
  }
}
