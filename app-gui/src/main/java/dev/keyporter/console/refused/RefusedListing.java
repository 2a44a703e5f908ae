package dev.keyporter.console.refused;

import dev.keyporter.console.kit.ActionMenu;
import dev.keyporter.console.kit.CopyButton;
import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.listing.CellLook;
import dev.keyporter.console.listing.Detail;
import dev.keyporter.console.listing.ListColumn;
import dev.keyporter.console.listing.ListColumn.Kind;
import dev.keyporter.console.listing.Listing;
import dev.keyporter.console.nav.Choice;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.nav.ScreenName;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.refusal.RefusalFilter;
import dev.keyporter.model.refusal.RefusalGroup;
import dev.keyporter.model.refusal.RefusedRequests;
import dev.keyporter.model.refusal.RevokedUse;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.MenuItem;
import org.jspecify.annotations.Nullable;

/** The list of refused requests: a line for each day, cause, token, address and program. */
public final class RefusedListing implements Listing<RefusedId, RefusedRequests> {
  /** The latest; all there are go into exports and {@code keyporter requests refused}. */
  private static final int MOST = 5_000;

  private final Workspace workspace;
  private final Texts texts = Texts.of(RefusedListing.class);
  private final RefusedDetail detail;
  private final RefusedExport export;

  public RefusedListing(Workspace workspace) {
    this.workspace = workspace;
    this.detail = new RefusedDetail(workspace, this::actions);
    this.export = new RefusedExport(workspace);
  }

  @Override
  public ScreenName screen() {
    return ScreenName.REFUSED;
  }

  @Override
  public Choice<RefusedId> choice(Place place) {
    return new Choice.AsIs<>();
  }

  @Override
  public Optional<String> search(Place place) {
    return place instanceof Place.Refused(String text)
        ? Optional.ofNullable(text)
        : Optional.empty();
  }

  @Override
  public Texts texts() {
    return texts;
  }

  @Override
  public boolean makesNew() {
    return false;
  }

  @Override
  public List<Node> controls() {
    return List.of(export.button());
  }

  @Override
  public List<RefusedRequests> load(List<Organization> organizations) {
    return workspace.database().refusals().list(RefusalFilter.ALL, MOST);
  }

  @Override
  public RefusedId id(RefusedRequests line) {
    return new RefusedId(line.group());
  }

  @Override
  public @Nullable OrganizationId organization(RefusedRequests line) {
    return line.group().organizationId();
  }

  @Override
  public List<String> words(RefusedRequests line) {
    RefusalGroup group = line.group();
    return List.of(
        RefusedWords.cause(group.cause()),
        group.cause(),
        Objects.toString(group.tokenId(), ""),
        RefusedWords.token(line),
        RefusedWords.organization(line),
        group.address(),
        group.program(),
        line.count().path());
  }

  @Override
  public boolean needsLook(RefusedRequests line) {
    Instant since = workspace.times().clock().instant().minus(RevokedUse.RECENT);
    return RefusedWords.isRevoked(line) && !line.count().lastAt().isBefore(since);
  }

  @Override
  public List<ListColumn<RefusedRequests>> columns() {
    return List.of(
        new ListColumn<>(
            "cause",
            texts.text("column.cause"),
            190,
            0,
            Kind.NAME,
            Comparator.comparing(
                line -> RefusedWords.cause(line.group().cause()), String.CASE_INSENSITIVE_ORDER),
            RefusedWords::cause),
        new ListColumn<>(
            "requests",
            texts.text("column.requests"),
            84,
            0,
            Kind.FIGURES,
            Comparator.comparingLong(line -> line.count().requests()),
            line -> CellLook.of(Figures.count(line.count().requests()))),
        ListColumn.used(
            texts.text("column.last"), 96, 0, workspace.times(), line -> line.count().lastAt()),
        ListColumn.quiet("token", texts.text("column.token"), 130, 1, RefusedWords::token),
        ListColumn.quiet(
            "organization", texts.text("column.organization"), 118, 3, RefusedWords::organization),
        new ListColumn<>(
            "address",
            texts.text("column.address"),
            124,
            1,
            Kind.CODE,
            Comparator.comparing(RefusedWords::address),
            line -> CellLook.of(RefusedWords.address(line))),
        ListColumn.quiet("program", texts.text("column.program"), 180, 2, RefusedWords::program));
  }

  @Override
  public Detail<RefusedRequests> detail() {
    return detail;
  }

  @Override
  public List<MenuItem> actions(RefusedRequests line) {
    var menu = new ActionMenu(texts);
    var token = line.group().tokenId();
    if (token != null && line.tokenName() != null) {
      menu.item(
              "action.token",
              () -> workspace.navigator().go(new Place.Tokens(new Choice.One<>(token))))
          .separator();
    }
    copying(menu, "action.address", line.group().address());
    copying(menu, "action.program", line.group().program());
    return menu.item("action.copy", () -> CopyButton.toClipboard(id(line).toString())).items();
  }

  private static void copying(ActionMenu menu, String text, String value) {
    if (RefusalGroup.isOne(value)) {
      menu.item(text, () -> CopyButton.toClipboard(value));
    }
  }
}
