package dev.keyporter.console.organizations;

import atlantafx.base.controls.ToggleSwitch;
import dev.keyporter.console.kit.Facts;
import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.StateLabel.Tone;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.listing.Detail;
import dev.keyporter.console.listing.DetailPane;
import dev.keyporter.console.listing.HistorySection;
import dev.keyporter.console.listing.SpendSection;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.Paths;
import dev.keyporter.model.account.Recording;
import dev.keyporter.model.usage.UsageFilter;
import java.util.Locale;
import java.util.Objects;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** An organization beside the list: spend, what is kept of its requests, what is blacked out. */
final class OrganizationDetail implements Detail<OrganizationLine> {
  private final Workspace workspace;
  private final OrganizationActions actions;
  private final Texts texts = Texts.of(OrganizationDetail.class);
  private final SpendSection spend;
  private final RedactionSection redaction;
  private final HistorySection history;
  private final DetailPane pane;
  private final ToggleGroup recordings = new ToggleGroup();
  private @Nullable OrganizationLine shown;
  private boolean isShowing;

  @FXML private Facts facts;
  @FXML private VBox recording;
  @FXML private ToggleSwitch streamUsage;
  @FXML private ToggleSwitch everyPath;

  OrganizationDetail(Workspace workspace, OrganizationActions actions) {
    this.workspace = workspace;
    this.actions = actions;
    this.spend = new SpendSection(workspace);
    this.redaction = new RedactionSection(workspace);
    this.history = new HistorySection(workspace);
    this.pane = (DetailPane) View.load(this);
    pane.getSections().add(1, spend);
    pane.getSections().addAll(redaction, history);
  }

  @FXML
  private void initialize() {
    for (Recording choice : Recording.values()) {
      var button = new RadioButton(OrganizationTexts.recording(choice));
      button.setId("recording-" + choice.name().toLowerCase(Locale.ROOT));
      button.setToggleGroup(recordings);
      button.setUserData(choice);
      String hint = OrganizationTexts.recordingHint(choice);
      button.setAccessibleHelp(hint);
      var words = new Label(hint);
      words.getStyleClass().addAll("kp-secondary", "kp-choice-hint");
      words.setWrapText(true);
      words.setMinHeight(Region.USE_PREF_SIZE);
      recording.getChildren().add(new VBox(button, words));
    }
    recordings.selectedToggleProperty().addListener((_, _, _) -> recordingChosen());
    streamUsage.selectedProperty().addListener((_, _, asked) -> streamUsageChosen(asked));
    everyPath.selectedProperty().addListener((_, _, all) -> pathsChosen(all));
  }

  @Override
  public DetailPane pane() {
    return pane;
  }

  @Override
  public void show(OrganizationLine line) {
    shown = line;
    Organization organization = line.organization();
    boolean works = line.keys() > 0;
    pane.state()
        .set(
            works ? "fth-check-circle" : "fth-alert-triangle",
            texts.text(works ? "state.ready" : "state.noKey"),
            works ? Tone.GOOD : Tone.CAUTION);
    pane.head(organization.name(), organization.id().toString(), actions.menu(line));
    facts.clear();
    facts.add(texts.text("column.users"), Figures.count(line.users()));
    facts.add(texts.text("column.keys"), Figures.count(line.keys()));
    facts.add(texts.text("fact.tokens"), Figures.count(line.tokens()));
    facts.add(texts.text("fact.created"), workspace.times().date(organization.createdAt()));
    facts.add(texts.text("column.used"), workspace.times().ago(line.activity().lastUsed()));
    spend.show(
        UsageFilter.of(organization.id()),
        line.activity(),
        texts.text("action.requests"),
        OrganizationActions.requests(organization));
    showChoices(organization);
    redaction.show(organization);
    history.show(organization.id().value(), organization.name());
  }

  private void showChoices(Organization organization) {
    isShowing = true;
    recordings.getToggles().stream()
        .filter(toggle -> toggle.getUserData() == organization.recording())
        .forEach(recordings::selectToggle);
    streamUsage.setSelected(organization.includeStreamUsage());
    everyPath.setSelected(organization.paths() == Paths.ALL);
    isShowing = false;
  }

  private void showChoicesAgain() {
    if (shown != null) {
      showChoices(shown.organization());
    }
  }

  /** By a person: what is shown may be older than what was chosen last. */
  private void recordingChosen() {
    if (!isShowing
        && shown != null
        && recordings.getSelectedToggle() != null
        && recordings.getSelectedToggle().getUserData() instanceof Recording chosen) {
      actions.setRecording(shown.organization(), chosen, this::showChoicesAgain);
    }
  }

  private void streamUsageChosen(boolean asked) {
    if (!isShowing && shown != null) {
      actions.setStreamUsage(shown.organization(), asked, this::showChoicesAgain);
    }
  }

  private void pathsChosen(boolean all) {
    if (!isShowing && shown != null) {
      actions.setPaths(
          shown.organization(), all ? Paths.ALL : Paths.INFERENCE, this::showChoicesAgain);
    }
  }

  @FXML
  private void rename() {
    actions.rename(Objects.requireNonNull(shown).organization());
  }

  @FXML
  private void delete() {
    actions.delete(Objects.requireNonNull(shown));
  }
}
