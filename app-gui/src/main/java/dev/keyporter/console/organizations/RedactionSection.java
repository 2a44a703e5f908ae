package dev.keyporter.console.organizations;

import dev.keyporter.console.kit.Background;
import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.listing.Edits;
import dev.keyporter.console.listing.Form;
import dev.keyporter.console.listing.FormDialog;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.db.engine.Changes;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.traffic.RedactionRule;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What is replaced in an organization's texts before they are stored. */
final class RedactionSection extends VBox {
  private final Workspace workspace;
  private final Edits edits;
  private final Texts texts = Texts.of(RedactionSection.class);
  private final VBox rules = new VBox();
  private List<RedactionRule> known = List.of();
  private Background.@Nullable Work loading;
  private Changes.@Nullable Subscription changes;
  private @Nullable Organization shown;

  RedactionSection(Workspace workspace) {
    this.workspace = workspace;
    this.edits = new Edits(workspace);
    getStyleClass().add("kp-detail-section");
    var heading = new Label(texts.text("redaction"));
    heading.getStyleClass().add("kp-section");
    var add = new Button(texts.text("redaction.add"), Icons.of("fth-plus", IconSize.INLINE));
    add.setId("redaction-add");
    add.getStyleClass().add("small");
    add.setMinWidth(USE_PREF_SIZE);
    add.setOnAction(_ -> add());
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var head = new HBox(heading, space, add);
    head.getStyleClass().add("kp-section-line");
    rules.getStyleClass().add("kp-redaction");
    getChildren().addAll(head, rules);
    sceneProperty().subscribe(scene -> follow(scene != null));
  }

  /** The organization itself does not change with its rules, so these are followed here. */
  private void follow(boolean isShown) {
    if (changes != null) {
      changes.close();
      changes = null;
    }
    if (isShown) {
      changes = workspace.database().changes().listen(() -> Background.show(this::load));
    }
  }

  void show(Organization organization) {
    if (!organization.equals(shown)) {
      known = List.of();
      rules.getChildren().clear();
    }
    shown = organization;
    load();
  }

  private void load() {
    Organization organization = shown;
    if (organization == null) {
      return;
    }
    if (loading != null) {
      loading.cancel();
    }
    loading =
        workspace
            .background()
            .run(
                () -> workspace.database().redactionRules().of(organization.id()),
                this::fill,
                failure -> rules.getChildren().setAll(hint(Failure.of(failure).what())));
  }

  private void fill(List<RedactionRule> found) {
    if (found.equals(known) && !rules.getChildren().isEmpty()) {
      return;
    }
    known = found;
    rules
        .getChildren()
        .setAll(
            found.isEmpty()
                ? List.of(hint(texts.text("redaction.none")))
                : found.stream().map(this::line).toList());
  }

  private static Label hint(String text) {
    var hint = new Label(text);
    hint.getStyleClass().add("kp-secondary");
    hint.setWrapText(true);
    hint.setMinHeight(USE_PREF_SIZE);
    return hint;
  }

  private Node line(RedactionRule rule) {
    var name = new Label(rule.name());
    var pattern = new Label(rule.pattern());
    pattern.getStyleClass().addAll("kp-mono", "text-muted");
    pattern.setTooltip(new Tooltip(rule.pattern()));
    var replacement =
        hint(
            texts.text(
                rule.organizationId() == null ? "redaction.becomes.all" : "redaction.becomes",
                rule.replacement()));
    var words = new VBox(name, pattern, replacement);
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    var delete = new Button("", Icons.of("fth-trash-2", IconSize.STATE));
    delete.setId("redaction-delete");
    delete.getStyleClass().addAll("button-icon", "flat", "small");
    String says = texts.text("redaction.delete", rule.name());
    delete.setAccessibleText(says);
    delete.setTooltip(new Tooltip(says));
    delete.setMinWidth(USE_PREF_SIZE);
    delete.setOnAction(_ -> delete(rule));
    var line = new HBox(words, delete);
    line.getStyleClass().add("kp-section-line");
    return line;
  }

  private void delete(RedactionRule rule) {
    edits.make(
        () -> workspace.database().redactionRules().delete(rule.id()),
        texts.text("redaction.deleted", rule.name()),
        () -> workspace.database().redactionRules().create(rule));
  }

  private void add() {
    Organization organization = shown;
    if (organization == null) {
      return;
    }
    var name = field("redaction-name", texts.text("redaction.name.prompt"));
    var pattern = field("redaction-pattern", "\\bEMP-\\d{6}\\b");
    var replacement = field("redaction-replacement", "");
    replacement.setText("[redacted]");
    var everywhere = new CheckBox(texts.text("redaction.everywhere"));
    var form = new Form(workspace.background(), texts.text("redaction.verb"));
    form.field(texts.text("redaction.name"), name)
        .field(texts.text("redaction.pattern"), pattern, texts.text("redaction.pattern.hint"))
        .field(texts.text("redaction.replacement"), replacement)
        .add(everywhere);
    form.onSubmit(
        () -> {
          var rule =
              new RedactionRule(
                  UUID.randomUUID(),
                  everywhere.isSelected() ? null : organization.id(),
                  name.getText().strip(),
                  pattern.getText(),
                  replacement.getText(),
                  workspace.times().clock().instant());
          return (Callable<Boolean>)
              () -> {
                workspace.database().redactionRules().create(rule);
                return true;
              };
        },
        _ -> workspace.dialogs().close());
    new FormDialog(workspace.dialogs(), texts.text("redaction.title"), form).open();
  }

  private static TextField field(String id, String prompt) {
    var field = new TextField();
    field.setId(id);
    field.setPromptText(prompt);
    return field;
  }
}
