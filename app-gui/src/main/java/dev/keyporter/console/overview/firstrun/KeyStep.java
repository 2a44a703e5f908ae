package dev.keyporter.console.overview.firstrun;

import dev.keyporter.console.kit.CheckWords;
import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.RevealableSecretField;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.db.access.NewProviderKey;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.account.Organization;
import dev.keyporter.proxy.health.ProviderHealth;
import dev.keyporter.proxy.loop.LoopCheck;
import java.net.URI;
import java.time.Duration;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;

/** The second step: a provider key for everybody, tested before it is kept. */
final class KeyStep {
  private final Texts texts = Texts.of(KeyStep.class);
  private final Checklist checklist;

  @FXML private StepPane step;
  @FXML private Label rejected;
  @FXML private RevealableSecretField secret;
  @FXML private TextField baseUrl;
  @FXML private Trouble trouble;
  @FXML private Button test;
  @FXML private Button save;
  @FXML private Button demo;
  @FXML private Button keep;

  KeyStep(Checklist checklist) {
    this.checklist = checklist;
    View.load(this);
  }

  @FXML
  private void initialize() {
    baseUrl.setText(ProviderKey.OPENAI.toString());
    for (Button button : new Button[] {keep, demo}) {
      button.managedProperty().bind(button.visibleProperty());
    }
    rejected.managedProperty().bind(rejected.visibleProperty());
    var nothing = checklist.busy().or(secret.passwordProperty().isEmpty());
    test.disableProperty().bind(nothing);
    save.disableProperty().bind(nothing);
    demo.disableProperty().bind(checklist.busy());
    step.setOnChange(_ -> checklist.reopened().set(Step.KEY));
    secret.setRight(eye());
    checklist.busy().subscribe(busy -> test.setText(texts.text(busy ? "key.testing" : "key.test")));
  }

  private ToggleButton eye() {
    var eye = new ToggleButton();
    eye.getStyleClass().addAll("first-eye", "flat");
    eye.selectedProperty()
        .subscribe(
            reveal -> {
              String name = texts.text(reveal ? "key.hide" : "key.reveal");
              eye.setGraphic(Icons.of(reveal ? "fth-eye-off" : "fth-eye", IconSize.STATE));
              eye.setAccessibleText(name);
              eye.setTooltip(new Tooltip(name));
              secret.setRevealPassword(reveal);
            });
    return eye;
  }

  StepPane view() {
    return step;
  }

  TextField field() {
    return secret;
  }

  void show(Progress progress) {
    ProviderKey key = progress.key();
    boolean open = checklist.isOpen(Step.KEY);
    if (progress.has(Step.KEY) && key != null) {
      step.done(
          texts.text(key.isDemo() ? "key.made.demo" : "key.made", key.name(), key.lastFour()),
          open);
    } else if (open) {
      step.open();
    } else {
      step.toCome();
    }
    rejected.setVisible(key != null && key.rejectedAt() != null);
    if (key != null) {
      rejected.setText(texts.text("key.rejected", key.lastFour()));
    }
    keep.setVisible(progress.has(Step.KEY));
    demo.setVisible(key == null);
  }

  @FXML
  private void test() {
    with(
        (organization, given, url) -> {
          ProviderHealth health = checklist.setup().test(organization, given, url);
          if (health.level() == ProviderHealth.Level.UNHEALTHY) {
            throw new Refused(health);
          }
          checklist.setup().createKey(organization, given, url);
        });
  }

  @FXML
  private void save() {
    with(checklist.setup()::createKey);
  }

  @FXML
  private void useDemo() {
    Organization organization = checklist.progress().get().organization();
    if (organization == null) {
      return;
    }
    checklist.run(
        trouble,
        () -> {
          checklist.setup().createDemoKey(organization);
          return true;
        },
        _ -> {});
  }

  @FXML
  private void keep() {
    secret.clear();
    trouble.clear();
    checklist.reopened().set(null);
  }

  private interface Keeping {
    void keep(Organization organization, Secret given, URI url);
  }

  private void with(Keeping keeping) {
    Organization organization = checklist.progress().get().organization();
    if (organization == null || secret.getPassword().isBlank()) {
      return;
    }
    String typed = secret.getPassword();
    String address = baseUrl.getText();
    checklist.run(
        trouble,
        () -> {
          URI url = url(address);
          if (new LoopCheck(checklist.workspace().database()).leadsBack(url)) {
            throw new IllegalArgumentException(texts.text("key.baseUrl.loop"));
          }
          keeping.keep(organization, new Secret(typed), url);
          return true;
        },
        _ -> secret.clear(),
        this::failure);
  }

  private URI url(String typed) {
    try {
      return NewProviderKey.baseUrl(typed.strip().replaceAll("/+$", ""));
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException(texts.text("key.baseUrl.wrong"));
    }
  }

  private Failure failure(Exception exception) {
    return exception instanceof Refused refused
        ? new Failure(refused.words.what() + ".", texts.text("key.test.failed.next"))
        : Failure.of(exception);
  }

  /** The provider would not answer with this key. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient CheckWords words;

    Refused(ProviderHealth health) {
      super(health.message());
      words = CheckWords.of(health, Duration.ZERO);
    }
  }
}
