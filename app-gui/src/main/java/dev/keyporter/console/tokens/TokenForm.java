package dev.keyporter.console.tokens;

import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.listing.Form;
import dev.keyporter.console.listing.FormPane;
import dev.keyporter.console.listing.OrganizationField;
import dev.keyporter.console.listing.UserField;
import dev.keyporter.console.nav.Choice;
import dev.keyporter.console.workspace.NamedUser;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.db.Database;
import dev.keyporter.model.NameRule;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.User;
import dev.keyporter.proxy.access.IssuedToken;
import dev.keyporter.proxy.access.TokenIssuer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;

/** The form for a new token. */
final class TokenForm {
  private static final int MAX_DAYS = 36_500;

  private static final List<String> PRESETS = List.of("30", "90", "365");

  private final Workspace workspace;
  private final Texts texts = Texts.of(TokenForm.class);
  private final OrganizationField organization;
  private final UserField user;
  private final TextField name = new TextField();
  private final ComboBox<String> days = new ComboBox<>();
  private final FormPane pane;

  TokenForm(
      Workspace workspace, Choice.For owner, BiConsumer<IssuedToken, @Nullable String> showOnce) {
    this.workspace = workspace;
    this.organization = new OrganizationField(workspace, owner.organization());
    this.user = new UserField(workspace, organization, owner.user());
    name.setId("form-name");
    name.setPromptText(texts.text("form.name.prompt"));
    user.setPromptText(texts.text("anybody"));
    days.setId("form-days");
    days.setEditable(true);
    days.getItems().setAll(PRESETS);
    days.setValue("365");
    var form = new Form(workspace.background(), texts.text("form.submit"));
    form.field(texts.text("column.name"), name, texts.text("form.name.hint"))
        .field(texts.text("column.organization"), organization)
        .field(texts.text("column.user"), user, texts.text("form.user.hint"))
        .field(texts.text("form.days"), days, texts.text("form.days.hint"));
    form.onSubmit(this::read, made -> showOnce.accept(made.token(), made.user()));
    pane = new FormPane(texts.text("list.new"), form, name);
  }

  private record Made(IssuedToken token, @Nullable String user) {}

  FormPane pane() {
    return pane;
  }

  private Callable<Made> read() {
    Organization owner = organization.chosen();
    String userName = user.typed();
    String tokenName = tokenName(owner, userName);
    Duration validity = Duration.ofDays(readDays());
    return () -> {
      Database database = workspace.database();
      User bound = userName.isEmpty() ? null : NamedUser.of(database.users(), owner.id(), userName);
      var issuer =
          new TokenIssuer(
              database.accessTokens(), database.signingSecrets(), workspace.times().clock());
      return new Made(
          issuer.issue(owner, bound, tokenName, validity), bound == null ? null : bound.name());
    };
  }

  private String tokenName(Organization owner, String userName) {
    String typed = name.getText().strip();
    if (typed.isEmpty()) {
      String whose = userName.isEmpty() ? owner.name() : userName;
      typed = texts.text("form.name.default", whose);
      return NameRule.TOKEN.fit(typed);
    }
    if (NameRule.TOKEN.problem(typed).isPresent()) {
      throw new IllegalArgumentException(texts.text("form.name.wrong"));
    }
    return typed;
  }

  private int readDays() {
    try {
      int number = Integer.parseInt(days.getEditor().getText().strip());
      if (number >= 1 && number <= MAX_DAYS) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Said below.
    }
    throw new IllegalArgumentException(texts.text("form.days.wrong"));
  }
}
