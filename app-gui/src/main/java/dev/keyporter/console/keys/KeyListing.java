package dev.keyporter.console.keys;

import dev.keyporter.console.kit.StateLabel.Tone;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.listing.CellLook;
import dev.keyporter.console.listing.Detail;
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
import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.OrganizationId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.MenuItem;
import org.jspecify.annotations.Nullable;

/** The list of keys. */
public final class KeyListing implements Listing<ProviderKeyId, KeyLine> {
  private final Workspace workspace;
  private final Texts texts = Texts.of(KeyListing.class);
  private final KeyActions actions;
  private final KeyDetail detail;

  public KeyListing(Workspace workspace) {
    this.workspace = workspace;
    this.actions = new KeyActions(workspace);
    this.detail = new KeyDetail(workspace, actions);
  }

  @Override
  public ScreenName screen() {
    return ScreenName.KEYS;
  }

  @Override
  public Choice<ProviderKeyId> choice(Place place) {
    return place instanceof Place.Keys(var choice) ? choice : new Choice.AsIs<>();
  }

  @Override
  public Texts texts() {
    return texts;
  }

  @Override
  public List<KeyLine> load(List<Organization> organizations) {
    Database database = workspace.database();
    return new KeyLines(
            organizations,
            database.users().all(),
            database.providerKeys().all(),
            database.providerKeys().unreadable(),
            database.usage().activityOfKeys(SpendSection.period(workspace)))
        .lines();
  }

  @Override
  public ProviderKeyId id(KeyLine line) {
    return line.key().id();
  }

  @Override
  public OrganizationId organization(KeyLine line) {
    return line.key().organizationId();
  }

  @Override
  public List<String> words(KeyLine line) {
    return List.of(
        line.key().name(),
        line.organization(),
        Objects.requireNonNullElse(line.user(), texts.text("everybody")),
        KeyTexts.api(line.key()),
        line.key().baseUrl().toString(),
        line.key().lastFour(),
        line.state().word(),
        line.key().id().toString());
  }

  @Override
  public boolean needsLook(KeyLine line) {
    return line.state().needsLook();
  }

  @Override
  public List<ListColumn<KeyLine>> columns() {
    return List.of(
        new ListColumn<>(
            "name",
            texts.text("column.name"),
            146,
            0,
            Kind.NAME,
            Comparator.comparing(line -> line.key().name(), String.CASE_INSENSITIVE_ORDER),
            line ->
                line.state() == KeyState.INACTIVE
                    ? CellLook.quiet(line.key().name())
                    : CellLook.of(line.key().name())),
        ListColumn.quiet(
            "organization", texts.text("column.organization"), 116, 2, KeyLine::organization),
        new ListColumn<>(
            "user",
            texts.text("column.user"),
            168,
            3,
            Kind.TEXT,
            Comparator.comparing(KeyListing::userName, String.CASE_INSENSITIVE_ORDER),
            this::userLook),
        ListColumn.quiet("api", texts.text("column.api"), 82, 6, line -> KeyTexts.api(line.key())),
        new ListColumn<>(
            "secret",
            texts.text("column.secret"),
            76,
            5,
            Kind.CODE,
            Comparator.comparing(KeyLine::secret),
            line -> CellLook.quiet(line.secret())),
        ListColumn.used(
            texts.text("column.used"),
            88,
            4,
            workspace.times(),
            line -> line.activity().lastUsed()),
        ListColumn.spend(texts.text("column.spend"), 78, 1, line -> line.activity().recent()),
        new ListColumn<>(
            "state",
            texts.text("column.state"),
            136,
            0,
            Kind.TEXT,
            Comparator.comparing(KeyLine::state),
            line -> new CellLook(line.state().word(), line.state().icon(), line.state().tone())));
  }

  private static String userName(KeyLine line) {
    return Objects.requireNonNullElse(line.user(), "");
  }

  private CellLook userLook(KeyLine line) {
    @Nullable String user = line.user();
    return user == null
        ? new CellLook(texts.text("everybody"), "fth-users", Tone.QUIET)
        : new CellLook(user, "fth-user", null);
  }

  @Override
  public Detail<KeyLine> detail() {
    return detail;
  }

  @Override
  public List<MenuItem> actions(KeyLine line) {
    return actions.menu(line);
  }

  @Override
  public FormPane form(ListPage<ProviderKeyId, KeyLine> page, Choice.For owner) {
    return new KeyForm(workspace, owner).pane();
  }
}
