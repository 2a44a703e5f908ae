package dev.keyporter.console.organizations;

import dev.keyporter.console.kit.Figures;
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
import dev.keyporter.console.listing.SpendSection;
import dev.keyporter.console.nav.Choice;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.nav.ScreenName;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.db.Database;
import dev.keyporter.model.access.AccessToken;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.User;
import dev.keyporter.model.account.UserState;
import dev.keyporter.model.usage.UsageActivity;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;

/** The list of organizations. */
public final class OrganizationListing implements Listing<OrganizationId, OrganizationLine> {
  private final Workspace workspace;
  private final Texts texts = Texts.of(OrganizationListing.class);
  private final OrganizationActions actions;
  private final OrganizationDetail detail;

  public OrganizationListing(Workspace workspace) {
    this.workspace = workspace;
    this.actions = new OrganizationActions(workspace);
    this.detail = new OrganizationDetail(workspace, actions);
  }

  @Override
  public ScreenName screen() {
    return ScreenName.ORGANIZATIONS;
  }

  @Override
  public Choice<OrganizationId> choice(Place place) {
    return place instanceof Place.Organizations(var choice) ? choice : new Choice.AsIs<>();
  }

  @Override
  public Texts texts() {
    return texts;
  }

  @Override
  public List<OrganizationLine> load(List<Organization> organizations) {
    Database database = workspace.database();
    Instant now = workspace.times().clock().instant();
    var users =
        count(
            database.users().all().stream().filter(user -> user.state() != UserState.DELETED),
            User::organizationId);
    var keys = count(database.providerKeys().all().stream(), ProviderKey::organizationId);
    var tokens =
        count(
            database.accessTokens().all().stream()
                .filter(token -> token.revokedAt() == null && token.expiresAt().isAfter(now)),
            AccessToken::organizationId);
    var activity = database.usage().activityOfOrganizations(SpendSection.period(workspace));
    return organizations.stream()
        .map(
            one ->
                new OrganizationLine(
                    one,
                    users.getOrDefault(one.id(), 0L),
                    keys.getOrDefault(one.id(), 0L),
                    tokens.getOrDefault(one.id(), 0L),
                    activity.getOrDefault(one.id(), UsageActivity.NONE)))
        .toList();
  }

  private static <T> Map<OrganizationId, Long> count(
      Stream<T> things, Function<T, OrganizationId> owner) {
    return things.collect(Collectors.groupingBy(owner, Collectors.counting()));
  }

  @Override
  public OrganizationId id(OrganizationLine line) {
    return line.organization().id();
  }

  @Override
  public OrganizationId organization(OrganizationLine line) {
    return line.organization().id();
  }

  @Override
  public List<String> words(OrganizationLine line) {
    return List.of(line.organization().name(), line.organization().id().toString());
  }

  @Override
  public List<ListColumn<OrganizationLine>> columns() {
    return List.of(
        new ListColumn<>(
            "name",
            texts.text("column.name"),
            180,
            0,
            Kind.NAME,
            Comparator.comparing(line -> line.organization().name(), String.CASE_INSENSITIVE_ORDER),
            line -> CellLook.of(line.organization().name())),
        count("users", 3, OrganizationLine::users),
        count("keys", 2, OrganizationLine::keys),
        count("tokens", 4, OrganizationLine::tokens),
        new ListColumn<>(
            "recording",
            texts.text("column.recording"),
            130,
            5,
            Kind.TEXT,
            Comparator.comparing(line -> line.organization().recording()),
            line -> CellLook.quiet(OrganizationTexts.recording(line.organization().recording()))),
        ListColumn.used(
            texts.text("column.used"),
            100,
            1,
            workspace.times(),
            line -> line.activity().lastUsed()),
        ListColumn.spend(texts.text("column.spend"), 96, 0, line -> line.activity().recent()));
  }

  private ListColumn<OrganizationLine> count(
      String name, int rank, ToLongFunction<OrganizationLine> count) {
    return new ListColumn<>(
        name,
        texts.text("column." + name),
        72,
        rank,
        Kind.FIGURES,
        Comparator.comparingLong(count),
        line -> {
          long number = count.applyAsLong(line);
          return new CellLook(Figures.count(number), "", number == 0 ? Tone.QUIET : null);
        });
  }

  @Override
  public Detail<OrganizationLine> detail() {
    return detail;
  }

  @Override
  public List<MenuItem> actions(OrganizationLine line) {
    return actions.menu(line);
  }

  @Override
  public FormPane form(ListPage<OrganizationId, OrganizationLine> page, Choice.For owner) {
    var name = new TextField();
    name.setId("form-name");
    var form = new Form(workspace.background(), texts.text("form.submit"));
    form.field(texts.text("column.name"), name, texts.text("form.hint"));
    form.onSubmit(
        () -> {
          String typed = name.getText().strip();
          return () -> workspace.database().organizations().create(typed);
        },
        made -> workspace.navigator().go(new Place.Organizations(new Choice.One<>(made.id()))));
    return new FormPane(texts.text("list.new"), form, name);
  }
}
