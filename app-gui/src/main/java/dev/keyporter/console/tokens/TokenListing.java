package dev.keyporter.console.tokens;

import dev.keyporter.console.kit.StateLabel.Tone;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.listing.CellLook;
import dev.keyporter.console.listing.Detail;
import dev.keyporter.console.listing.FormPane;
import dev.keyporter.console.listing.ListColumn;
import dev.keyporter.console.listing.ListColumn.Kind;
import dev.keyporter.console.listing.ListPage;
import dev.keyporter.console.listing.Listing;
import dev.keyporter.console.nav.Choice;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.nav.ScreenName;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.db.Database;
import dev.keyporter.model.access.AccessToken;
import dev.keyporter.model.access.AccessTokenId;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.User;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.refusal.RevokedUse;
import dev.keyporter.proxy.access.IssuedToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javafx.scene.control.MenuItem;
import org.jspecify.annotations.Nullable;

/** The list of tokens. */
public final class TokenListing implements Listing<AccessTokenId, TokenLine> {
  private final Workspace workspace;
  private final Texts texts = Texts.of(TokenListing.class);
  private final TokenActions actions;
  private final TokenDetail detail;

  public TokenListing(Workspace workspace) {
    this.workspace = workspace;
    this.actions = new TokenActions(workspace);
    this.detail = new TokenDetail(workspace, actions);
  }

  @Override
  public ScreenName screen() {
    return ScreenName.TOKENS;
  }

  @Override
  public Choice<AccessTokenId> choice(Place place) {
    return place instanceof Place.Tokens(var choice) ? choice : new Choice.AsIs<>();
  }

  @Override
  public Texts texts() {
    return texts;
  }

  @Override
  public List<TokenLine> load(List<Organization> organizations) {
    Database database = workspace.database();
    Instant now = workspace.times().clock().instant();
    Map<OrganizationId, String> names =
        organizations.stream().collect(Collectors.toMap(Organization::id, Organization::name));
    Map<UserId, String> users =
        database.users().all().stream().collect(Collectors.toMap(User::id, User::name));
    Map<AccessTokenId, RevokedUse> misuses =
        database.refusals().revokedInUse(now.minus(RevokedUse.RECENT));
    var lines = new ArrayList<TokenLine>();
    for (AccessToken token : database.accessTokens().all()) {
      String organization = names.get(token.organizationId());
      if (organization != null) {
        lines.add(
            new TokenLine(
                token,
                organization,
                token.userId() == null ? null : users.get(token.userId()),
                token.lastUsedBy() == null ? null : users.get(token.lastUsedBy()),
                TokenState.of(token, now),
                TokenState.daysLeft(token, now),
                misuses.get(token.id())));
      }
    }
    // What is over comes last, each of the playground's own tokens, too.
    lines.sort(Comparator.comparingInt(TokenListing::rank));
    return lines;
  }

  private static int rank(TokenLine line) {
    return line.state().isAccepted() ? 0 : line.misuse() != null ? 1 : 2;
  }

  @Override
  public AccessTokenId id(TokenLine line) {
    return line.token().id();
  }

  @Override
  public OrganizationId organization(TokenLine line) {
    return line.token().organizationId();
  }

  @Override
  public List<String> words(TokenLine line) {
    return List.of(
        line.token().name(),
        line.organization(),
        user(line),
        TokenTexts.state(line).text(),
        line.token().id().toString());
  }

  @Override
  public boolean needsLook(TokenLine line) {
    return line.needsLook();
  }

  private String user(TokenLine line) {
    return Objects.requireNonNullElse(line.user(), texts.text("anybody"));
  }

  @Override
  public List<ListColumn<TokenLine>> columns() {
    return List.of(
        new ListColumn<>(
            "name",
            texts.text("column.name"),
            160,
            0,
            Kind.NAME,
            Comparator.comparing(line -> line.token().name(), String.CASE_INSENSITIVE_ORDER),
            line ->
                line.state().isAccepted()
                    ? CellLook.of(line.token().name())
                    : CellLook.quiet(line.token().name())),
        ListColumn.quiet(
            "organization", texts.text("column.organization"), 118, 4, TokenLine::organization),
        new ListColumn<>(
            "user",
            texts.text("column.user"),
            168,
            2,
            Kind.TEXT,
            Comparator.comparing(this::user, String.CASE_INSENSITIVE_ORDER),
            line ->
                line.user() == null
                    ? new CellLook(texts.text("anybody"), "fth-users", Tone.QUIET)
                    : new CellLook(line.user(), "fth-user", null)),
        ListColumn.used(
            texts.text("column.used"), 92, 3, workspace.times(), line -> line.token().lastUsedAt()),
        new ListColumn<>(
            "expires",
            texts.text("column.expires"),
            104,
            1,
            Kind.TEXT,
            Comparator.comparing(line -> line.token().expiresAt()),
            line -> CellLook.quiet(workspace.times().date(line.token().expiresAt()))),
        new ListColumn<>(
            "state",
            texts.text("column.state"),
            146,
            0,
            Kind.TEXT,
            Comparator.comparing(TokenLine::state),
            TokenTexts::state));
  }

  @Override
  public Detail<TokenLine> detail() {
    return detail;
  }

  @Override
  public List<MenuItem> actions(TokenLine line) {
    return actions.menu(line);
  }

  @Override
  public FormPane form(ListPage<AccessTokenId, TokenLine> page, Choice.For owner) {
    return new TokenForm(workspace, owner, (issued, user) -> showOnce(page, issued, user)).pane();
  }

  /** Shows a new token, this once. */
  private void showOnce(
      ListPage<AccessTokenId, TokenLine> page, IssuedToken issued, @Nullable String user) {
    workspace.tokens().keep(issued);
    var shown = new IssuedPane(workspace, issued, user, page::closeSide);
    page.showGuarded(shown.view(), shown::leave);
    shown.focus();
  }
}
