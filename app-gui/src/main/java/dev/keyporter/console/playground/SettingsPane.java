package dev.keyporter.console.playground;

import atlantafx.base.controls.PasswordTextField;
import atlantafx.base.controls.ToggleSwitch;
import dev.keyporter.console.kit.Names;
import dev.keyporter.console.kit.Preferences;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.playground.ParameterForm.Field;
import dev.keyporter.console.playground.call.Parameters;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.User;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** As whom, which model and how: what the next question is sent with. */
final class SettingsPane {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("error");

  /** Who asks where no user is known yet. */
  private static final String GUESS = System.getProperty("user.name", "playground");

  private final Texts texts = Texts.of(SettingsPane.class);
  private final Remembered remembered;
  private final ToggleGroup efforts = new ToggleGroup();
  private final Parent view;

  /** Whether fields are being filled, so that nobody chose anything. */
  private boolean isFilling;

  private @Nullable Organization shown;
  private Runnable onIdentity = () -> {};
  private Runnable onChange = () -> {};

  @FXML private ComboBox<Organization> organization;
  @FXML private VBox organizationBox;
  @FXML private VBox userBox;
  @FXML private ComboBox<String> user;
  @FXML private VBox tokenBox;
  @FXML private PasswordTextField token;
  @FXML private Label identityNote;
  @FXML private Hyperlink identityKind;
  @FXML private ComboBox<String> model;
  @FXML private Label modelNote;
  @FXML private TextArea instructions;
  @FXML private Label effortNote;
  @FXML private ToggleButton low;
  @FXML private ToggleButton medium;
  @FXML private ToggleButton high;
  @FXML private TextField maxOutputTokens;
  @FXML private Label maxOutputTokensWrong;
  @FXML private TextField temperature;
  @FXML private Label temperatureWrong;
  @FXML private TextField topP;
  @FXML private Label topPWrong;
  @FXML private ToggleSwitch stream;
  @FXML private ToggleSwitch continues;
  @FXML private Label continuesNote;
  @FXML private VBox moreBox;
  @FXML private TextArea more;
  @FXML private Label moreWrong;

  SettingsPane(Preferences preferences) {
    this.remembered = new Remembered(preferences);
    this.view = View.load(this);
  }

  /**
   * Says who follows.
   *
   * @param identity called when somebody else is to ask
   * @param change called when the next question would be sent differently
   */
  void follow(Runnable identity, Runnable change) {
    onIdentity = identity;
    onChange = change;
  }

  @FXML
  private void initialize() {
    organization.setConverter(new Names<>(Organization::name));
    for (var node :
        List.of(
            userBox,
            tokenBox,
            organizationBox,
            moreBox,
            modelNote,
            maxOutputTokensWrong,
            temperatureWrong,
            topPWrong,
            moreWrong)) {
      node.managedProperty().bind(node.visibleProperty());
    }
    low.setUserData("low");
    medium.setUserData("medium");
    high.setUserData("high");
    efforts.getToggles().addAll(low, medium, high);
    restore();
    efforts.selectedToggleProperty().subscribe(_ -> changed());
    for (TextInputControl field :
        List.of(model.getEditor(), instructions, maxOutputTokens, temperature, topP, more)) {
      field.textProperty().subscribe(_ -> changed());
    }
    stream.selectedProperty().subscribe(_ -> changed());
    continues.selectedProperty().subscribe(_ -> changed());
    organization.valueProperty().subscribe(_ -> identityChanged());
    user.getEditor().textProperty().subscribe(_ -> changed());
    user.valueProperty().subscribe(_ -> identityChanged());
    user.getEditor().focusedProperty().subscribe(_ -> identityChanged());
    token.passwordProperty().subscribe(_ -> identityChanged());
    useToken(false);
  }

  private void restore() {
    isFilling = true;
    user.getEditor().setText(remembered.user());
    model.getEditor().setText(remembered.model());
    choose(remembered.effort());
    maxOutputTokens.setText(remembered.maxOutputTokens());
    temperature.setText(remembered.temperature());
    topP.setText(remembered.topP());
    stream.setSelected(remembered.isStreamed());
    continues.setSelected(remembered.continues());
    isFilling = false;
  }

  Parent view() {
    return view;
  }

  /** The organization one chose, now or last time. */
  @Nullable OrganizationId organizationId() {
    Organization chosen = organization.getValue();
    return chosen == null ? remembered.organization() : chosen.id();
  }

  String userName() {
    return user.getEditor().getText().strip();
  }

  String modelName() {
    return model.getEditor().getText().strip();
  }

  boolean continuesConversation() {
    return continues.isSelected();
  }

  /** Shows what there is to choose from. */
  void show(Standing standing) {
    isFilling = true;
    String typed = user.getEditor().getText();
    organization.getItems().setAll(standing.organizations());
    organization.setValue(standing.organization());
    List<String> names = standing.users().stream().map(User::name).toList();
    user.getItems().setAll(names);
    Organization chosen = standing.organization();
    boolean isOther = shown != null && !shown.equals(chosen);
    shown = chosen;
    boolean isGuess = typed.isBlank() || typed.equals(GUESS);
    // A token of theirs says by itself who asks, or they do.
    boolean isOurs = !tokenBox.isVisible();
    String name =
        isOurs && (isGuess || isOther) && !names.contains(typed)
            ? (names.isEmpty() ? GUESS : names.getFirst())
            : typed;
    set(user, name);
    isFilling = false;
    changed();
  }

  /** Other choices must not touch what stands there, nor the caret of whoever types. */
  private static void set(ComboBox<String> field, String text) {
    field.setValue(text);
    if (!field.getEditor().getText().equals(text)) {
      field.getEditor().setText(text);
    }
  }

  /**
   * Offers models.
   *
   * @param note why it is not the provider's list; empty where it is
   */
  void offer(List<String> models, String note) {
    isFilling = true;
    String typed = model.getEditor().getText();
    model.getItems().setAll(models);
    if (typed.isBlank() && !models.isEmpty()) {
      set(model, Standing.first(models));
    } else {
      set(model, typed);
    }
    modelNote.setText(note);
    modelNote.setVisible(!note.isEmpty());
    isFilling = false;
    changed();
  }

  /** As whom to ask; empty while that is not said. */
  Optional<Identity> identity() {
    String name = userName();
    if (tokenBox.isVisible()) {
      try {
        return Optional.of(
            new Identity.WithToken(new Secret(token.getPassword()), name.isEmpty() ? null : name));
      } catch (IllegalArgumentException _) {
        return Optional.empty();
      }
    }
    Organization chosen = organization.getValue();
    return chosen == null || name.isEmpty()
        ? Optional.empty()
        : Optional.of(new Identity.AsUser(chosen, name));
  }

  ParameterForm form() {
    Toggle effort = efforts.getSelectedToggle();
    return new ParameterForm(
        model.getEditor().getText(),
        Objects.requireNonNullElse(instructions.getText(), ""),
        effort == null ? null : (String) effort.getUserData(),
        maxOutputTokens.getText(),
        temperature.getText(),
        topP.getText(),
        more.getText(),
        stream.isSelected());
  }

  /** Takes over the parameters of a recorded request. */
  void fill(Parameters parameters) {
    isFilling = true;
    set(model, parameters.model());
    instructions.setText(parameters.instructions());
    choose(Objects.requireNonNullElse(parameters.effort(), ""));
    Long tokens = parameters.maxOutputTokens();
    maxOutputTokens.setText(tokens == null ? "" : Long.toString(tokens));
    temperature.setText(text(parameters.temperature()));
    topP.setText(text(parameters.topP()));
    more.setText(parameters.more().text());
    moreBox.setVisible(!more.getText().isEmpty());
    stream.setSelected(parameters.streamed());
    isFilling = false;
    changed();
  }

  private static String text(@Nullable BigDecimal number) {
    return number == null ? "" : number.toPlainString();
  }

  private void choose(String effort) {
    efforts.selectToggle(
        efforts.getToggles().stream()
            .filter(toggle -> effort.equals(toggle.getUserData()))
            .findFirst()
            .orElse(null));
  }

  private void changed() {
    if (isFilling) {
      return;
    }
    Set<Field> wrong = form().problems();
    mark(maxOutputTokens, maxOutputTokensWrong, wrong.contains(Field.MAX_OUTPUT_TOKENS));
    mark(temperature, temperatureWrong, wrong.contains(Field.TEMPERATURE));
    mark(topP, topPWrong, wrong.contains(Field.TOP_P));
    mark(more, moreWrong, wrong.contains(Field.MORE));
    effortNote.setText(efforts.getSelectedToggle() == null ? texts.text("notSent") : "");
    continuesNote.setText(
        texts.text(continues.isSelected() ? "settings.continues.on" : "settings.continues.off"));
    remembered.keep(form(), organization.getValue(), userName(), continues.isSelected());
    onChange.run();
  }

  private static void mark(TextInputControl field, Label wrong, boolean isWrong) {
    field.pseudoClassStateChanged(WRONG, isWrong);
    wrong.setVisible(isWrong);
  }

  private void identityChanged() {
    if (!isFilling) {
      changed();
      onIdentity.run();
    }
  }

  private void useToken(boolean isPasted) {
    tokenBox.setVisible(isPasted);
    organizationBox.setVisible(!isPasted);
    user.setPromptText(isPasted ? texts.text("settings.user.ofToken") : "");
    identityNote.setText(texts.text(isPasted ? "settings.token.note" : "settings.user.note"));
    identityKind.setText(texts.text(isPasted ? "settings.useUser" : "settings.useToken"));
    identityChanged();
  }

  @FXML
  private void changeIdentityKind() {
    boolean isPasted = !tokenBox.isVisible();
    if (isPasted) {
      set(user, "");
    }
    useToken(isPasted);
  }

  @FXML
  private void toggleMore() {
    moreBox.setVisible(!moreBox.isVisible());
    if (moreBox.isVisible()) {
      more.requestFocus();
    }
  }
}
