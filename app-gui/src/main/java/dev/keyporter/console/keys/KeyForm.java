package dev.keyporter.console.keys;

import dev.keyporter.console.kit.SecretField;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.listing.Form;
import dev.keyporter.console.listing.FormPane;
import dev.keyporter.console.listing.OrganizationField;
import dev.keyporter.console.listing.UserField;
import dev.keyporter.console.nav.Choice;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.workspace.NamedUser;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.db.Database;
import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.model.account.Organization;
import dev.keyporter.proxy.loop.LoopCheck;
import java.net.URI;
import java.util.concurrent.Callable;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** The form for a new key. */
final class KeyForm {
  private final Workspace workspace;
  private final Texts texts = Texts.of(KeyForm.class);
  private final ComboBox<Provider> provider = new ComboBox<>();
  private final SecretField secret = new SecretField();
  private final TextField baseUrl = new TextField();
  private final PricesField prices = new PricesField(null);
  private final OrganizationField organization;
  private final UserField user;
  private final TextField name = new TextField();
  private final TextField openaiOrganization = new TextField();
  private final TextField openaiProject = new TextField();
  private final FormPane pane;

  KeyForm(Workspace workspace, Choice.For owner) {
    this.workspace = workspace;
    this.organization = new OrganizationField(workspace, owner.organization());
    this.user = new UserField(workspace, organization, owner.user());
    provider.setId("form-provider");
    provider.getItems().setAll(Provider.values());
    provider.setConverter(titles());
    secret.setId("form-secret");
    baseUrl.setId("form-base-url");
    prices.setId("form-prices");
    name.setId("form-name");
    openaiOrganization.setId("form-openai-organization");
    openaiProject.setId("form-openai-project");
    user.setPromptText(texts.text("form.user.prompt"));
    Form form = new Form(workspace.background(), texts.text("form.submit"));
    form.field(texts.text("form.provider"), provider)
        .field(texts.text("secret"), secret, texts.text("form.secret.hint"))
        .field(texts.text("fact.baseUrl"), baseUrl)
        .field(texts.text("fact.prices"), prices, texts.text("prices.hint"))
        .field(texts.text("form.organization"), organization)
        .field(texts.text("fact.for"), user, texts.text("form.user.hint"))
        .field(texts.text("form.name"), name)
        .field(texts.text("fact.openaiOrganization"), openaiOrganization)
        .field(texts.text("fact.openaiProject"), openaiProject, texts.text("form.openai.hint"));
    form.onSubmit(this::read, this::made);
    provider.valueProperty().addListener((_, _, chosen) -> follow(chosen));
    provider.setValue(Provider.OPENAI);
    pane = new FormPane(texts.text("form.title"), form, provider);
  }

  private static StringConverter<Provider> titles() {
    return new StringConverter<>() {
      @Override
      public String toString(@Nullable Provider provider) {
        return provider == null ? "" : provider.title();
      }

      @Override
      public @Nullable Provider fromString(String text) {
        return null;
      }
    };
  }

  FormPane pane() {
    return pane;
  }

  /** Shows the fields that a provider needs. */
  private void follow(Provider chosen) {
    secret.setVisible(!chosen.isDemo());
    baseUrl.setVisible(chosen.hasOwnAddress());
    baseUrl.setText(chosen.baseUrl());
    prices.setVisible(baseUrl.isVisible());
    prices.setValue(PricesField.Whose.DEFAULT);
    boolean isOpenai = chosen == Provider.OPENAI || chosen == Provider.OTHER;
    openaiOrganization.setVisible(isOpenai);
    openaiProject.setVisible(isOpenai);
    name.setPromptText(KeyDraft.defaultName(chosen));
    secret.setPromptText(texts.text(chosen.needsNoSecret() ? "form.secret.none" : "form.secret"));
  }

  private Callable<ProviderKeyId> read() {
    Organization owner = organization.chosen();
    String userName = user.typed();
    KeyDraft draft =
        KeyDraft.of(
            provider.getValue(),
            name.getText(),
            baseUrl.getText(),
            prices.prices(),
            secret.getText(),
            openaiOrganization.getText(),
            openaiProject.getText());
    URI url = draft.wanted(new KeyScope.Shared()).baseUrl();
    return () -> {
      Database database = workspace.database();
      if (new LoopCheck(database).leadsBack(url)) {
        throw new IllegalArgumentException(texts.text("form.loop"));
      }
      KeyScope scope =
          userName.isEmpty()
              ? new KeyScope.Shared()
              : new KeyScope.Personal(NamedUser.of(database.users(), owner.id(), userName).id());
      return database.providerKeys().create(owner.id(), draft.wanted(scope), draft.secret()).id();
    };
  }

  private void made(ProviderKeyId id) {
    secret.clear();
    workspace.navigator().go(new Place.Keys(new Choice.One<>(id)));
  }
}
