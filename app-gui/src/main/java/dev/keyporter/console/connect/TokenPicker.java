package dev.keyporter.console.connect;

import dev.keyporter.console.kit.Choices;
import dev.keyporter.console.kit.Names;
import dev.keyporter.console.kit.Preferences;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.workspace.TokensAtHand;
import dev.keyporter.model.access.AccessTokenId;
import dev.keyporter.model.account.Organization;
import java.util.List;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import org.jspecify.annotations.Nullable;

/** Chooses an organization and one of its tokens. The choice is remembered. */
final class TokenPicker {
  private static final String ORGANIZATION = "connect.organization";
  private static final String TOKEN = "connect.token";

  private final Texts texts = Texts.of(TokenPicker.class);
  private final Preferences preferences;
  private final TokensAtHand atHand;
  private final Runnable chosen;
  private final Parent view;
  private Inventory inventory = Inventory.NONE;
  private @Nullable AccessTokenId wanted;

  /** Whether the wanted one has yet to be found, in whichever organization it is. */
  private boolean isSought;

  private boolean isOffering;

  @FXML private ComboBox<Organization> organizations;
  @FXML private ComboBox<TokenChoice> tokens;

  /**
   * An empty picker.
   *
   * @param atHand the tokens whose texts can be filled in
   * @param chosen is told when another token holds
   */
  TokenPicker(Preferences preferences, TokensAtHand atHand, Runnable chosen) {
    this.preferences = preferences;
    this.atHand = atHand;
    this.chosen = chosen;
    this.view = View.load(this);
  }

  @FXML
  private void initialize() {
    organizations.setConverter(new Names<>(Organization::name));
    tokens.setConverter(new Names<>(this::title));
    organizations
        .valueProperty()
        .subscribe(
            organization -> {
              if (!isOffering && organization != null) {
                preferences.set(ORGANIZATION, organization.id());
                offering(() -> offerTokens(organization));
                chosen.run();
              }
            });
    tokens
        .valueProperty()
        .subscribe(
            token -> {
              if (!isOffering && token != null) {
                wanted = token.token().id();
                isSought = false;
                preferences.set(TOKEN, wanted);
                chosen.run();
              }
            });
  }

  Parent view() {
    return view;
  }

  private String title(TokenChoice token) {
    return atHand.text(token.token().id()).isPresent()
        ? texts.text("token.atHand", token.title())
        : token.title();
  }

  /** Whether there is something to choose from, and nobody chose yet. */
  boolean isOpen() {
    return organizations.getValue() == null
        ? !organizations.getItems().isEmpty()
        : tokens.getValue() == null && !tokens.getItems().isEmpty();
  }

  @Nullable Organization organization() {
    return organizations.getValue();
  }

  @Nullable TokenChoice token() {
    return tokens.getValue();
  }

  /** Offers what is there now; what was chosen stays so where it can. */
  void offer(Inventory now) {
    inventory = now;
    offering(
        () -> {
          Organization before = organizations.getValue();
          String id =
              before == null ? preferences.text(ORGANIZATION).orElse("") : before.id().toString();
          Organization organization = sought(now).or(() -> now.organization(id)).orElse(null);
          Choices.offer(organizations, now.organizations(), organization);
          organizations.setDisable(now.organizations().isEmpty());
          offerTokens(organization);
        });
  }

  private Optional<Organization> sought(Inventory now) {
    AccessTokenId id = wanted;
    if (!isSought || id == null) {
      return Optional.empty();
    }
    Optional<Organization> found = now.organizationOf(id);
    found.ifPresent(
        organization -> {
          isSought = false;
          preferences.set(ORGANIZATION, organization.id());
        });
    return found;
  }

  private void offerTokens(@Nullable Organization organization) {
    List<TokenChoice> usable =
        organization == null ? List.of() : inventory.tokensOf(organization.id());
    TokenChoice before = tokens.getValue();
    AccessTokenId kept = wanted == null && before != null ? before.token().id() : wanted;
    String id = kept == null ? preferences.text(TOKEN).orElse("") : kept.toString();
    Choices.offer(
        tokens,
        usable,
        usable.stream()
            .filter(one -> one.token().id().toString().equals(id))
            .findFirst()
            .orElse(usable.size() == 1 ? usable.getFirst() : null));
    tokens.setPromptText(texts.text(usable.isEmpty() ? "token.prompt" : "token.prompt.choose"));
    tokens.setDisable(usable.isEmpty());
  }

  /** Chooses a token, now or as soon as it is offered. */
  void choose(AccessTokenId token) {
    wanted = token;
    isSought = true;
    preferences.set(TOKEN, token);
  }

  private void offering(Runnable change) {
    isOffering = true;
    try {
      change.run();
    } finally {
      isOffering = false;
    }
  }
}
