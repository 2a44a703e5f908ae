package dev.keyporter.console.users;

import dev.keyporter.console.kit.StateLabel.Tone;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.listing.CellLook;
import dev.keyporter.console.listing.Detail;
import dev.keyporter.console.listing.Form;
import dev.keyporter.console.listing.FormPane;
import dev.keyporter.console.listing.ListColumn;
import dev.keyporter.console.listing.ListColumn.Kind;
import dev.keyporter.console.listing.ListPage;
import dev.keyporter.console.listing.Listing;
import dev.keyporter.console.listing.OrganizationField;
import dev.keyporter.console.listing.SpendSection;
import dev.keyporter.console.nav.Choice;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.nav.ScreenName;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.db.Database;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.account.UserState;
import java.util.Comparator;
import java.util.List;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;

/** The list of users. */
public final class UserListing implements Listing<UserId, UserLine> {
  private final Workspace workspace;
  private final Texts texts = Texts.of(UserListing.class);
  private final UserActions actions;
  private final UserDetail detail;

  public UserListing(Workspace workspace) {
    this.workspace = workspace;
    this.actions = new UserActions(workspace);
    this.detail = new UserDetail(workspace, actions);
  }

  @Override
  public ScreenName screen() {
    return ScreenName.USERS;
  }

  @Override
  public Choice<UserId> choice(Place place) {
    return place instanceof Place.Users(var choice) ? choice : new Choice.AsIs<>();
  }

  @Override
  public Texts texts() {
    return texts;
  }

  @Override
  public List<UserLine> load(List<Organization> organizations) {
    Database database = workspace.database();
    return new UserLines(
            organizations,
            database.users().all(),
            database.providerKeys().all(),
            database.accessTokens().all(),
            database.usage().activityOfUsers(SpendSection.period(workspace)))
        .lines(workspace.times().clock().instant());
  }

  @Override
  public UserId id(UserLine line) {
    return line.user().id();
  }

  @Override
  public OrganizationId organization(UserLine line) {
    return line.user().organizationId();
  }

  @Override
  public List<String> words(UserLine line) {
    return List.of(
        line.user().name(), line.organization(), state(line).text(), line.user().id().toString());
  }

  @Override
  public List<ListColumn<UserLine>> columns() {
    return List.of(
        new ListColumn<>(
            "name",
            texts.text("column.name"),
            190,
            0,
            Kind.NAME,
            Comparator.comparing(line -> line.user().name(), String.CASE_INSENSITIVE_ORDER),
            line ->
                line.user().state() == UserState.ACTIVE
                    ? CellLook.of(line.user().name())
                    : CellLook.quiet(line.user().name())),
        ListColumn.quiet(
            "organization", texts.text("column.organization"), 124, 3, UserLine::organization),
        new ListColumn<>(
            "key",
            texts.text("column.key"),
            150,
            4,
            Kind.TEXT,
            Comparator.comparing(line -> key(line).text(), String.CASE_INSENSITIVE_ORDER),
            this::key),
        ListColumn.used(
            texts.text("column.seen"),
            100,
            2,
            workspace.times(),
            line -> line.activity().lastUsed()),
        ListColumn.spend(texts.text("column.spend"), 88, 1, line -> line.activity().recent()),
        new ListColumn<>(
            "state",
            texts.text("column.state"),
            110,
            0,
            Kind.TEXT,
            Comparator.comparing(line -> line.user().state()),
            this::state));
  }

  private CellLook key(UserLine line) {
    ProviderKey key = line.key();
    if (key == null) {
      return new CellLook(texts.text("key.none"), "fth-alert-triangle", Tone.CAUTION);
    }
    return line.hasOwnKey()
        ? new CellLook(key.name(), "fth-user", null)
        : new CellLook(key.name(), "fth-users", Tone.QUIET);
  }

  private CellLook state(UserLine line) {
    return UserTexts.state(line.user().state());
  }

  @Override
  public Detail<UserLine> detail() {
    return detail;
  }

  @Override
  public List<MenuItem> actions(UserLine line) {
    return actions.menu(line);
  }

  @Override
  public FormPane form(ListPage<UserId, UserLine> page, Choice.For whose) {
    var name = new TextField();
    name.setId("form-name");
    name.setPromptText("user@example.com");
    var organization = new OrganizationField(workspace, whose.organization());
    var form = new Form(workspace.background(), texts.text("form.submit"));
    form.field(texts.text("form.name"), name, texts.text("form.hint"))
        .field(texts.text("column.organization"), organization);
    form.onSubmit(
        () -> {
          OrganizationId owner = organization.chosen().id();
          String typed = name.getText().strip();
          return () -> workspace.database().users().create(owner, typed);
        },
        made -> workspace.navigator().go(new Place.Users(new Choice.One<>(made.id()))));
    return new FormPane(texts.text("list.new"), form, name);
  }
}
