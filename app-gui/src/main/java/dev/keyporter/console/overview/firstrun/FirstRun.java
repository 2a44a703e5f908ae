package dev.keyporter.console.overview.firstrun;

import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.access.ProviderKey;
import java.time.Duration;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The live checklist that an empty Overview is. */
public final class FirstRun {
  private static final PseudoClass FIRST = PseudoClass.getPseudoClass("first");

  private final Texts texts = Texts.of(FirstRun.class);
  private final Workspace workspace;
  private final Runnable done;
  private final Checklist checklist;
  private final OrganizationStep organization;
  private final KeyStep key;
  private final TokenStep token;
  private final RequestStep request;
  private final Parent view;
  private @Nullable Step open;

  @FXML private VBox steps;
  @FXML private VBox demoCard;
  @FXML private Button demo;
  @FXML private Trouble demoTrouble;

  /**
   * A checklist.
   *
   * @param done is told once a request was answered
   */
  public FirstRun(Workspace workspace, Runnable done) {
    this.workspace = workspace;
    this.done = done;
    this.checklist = new Checklist(workspace);
    this.organization = new OrganizationStep(checklist);
    this.key = new KeyStep(checklist);
    this.token = new TokenStep(checklist);
    this.request = new RequestStep(checklist);
    this.view = View.load(this);
  }

  @FXML
  private void initialize() {
    organization.view().pseudoClassStateChanged(FIRST, true);
    steps.getChildren().setAll(organization.view(), key.view(), token.view(), request.view());
    demoCard.managedProperty().bind(demoCard.visibleProperty());
    demo.disableProperty().bind(checklist.busy());
    checklist.busy().subscribe(is -> demo.setText(texts.text(is ? "demo.doing" : "demo.do")));
    checklist.progress().subscribe(_ -> show());
    checklist.reopened().subscribe(_ -> show());
    workspace.tokens().newest().subscribe(_ -> show());
  }

  public Parent view() {
    return view;
  }

  /**
   * Comes into view.
   *
   * @param now how far one is
   */
  public void open(Progress now) {
    checklist.become(now);
    checklist.watch();
  }

  /** Goes out of view. */
  public void leave() {
    checklist.rest();
  }

  private void show() {
    Progress progress = checklist.progress().get();
    organization.show(progress);
    key.show(progress);
    token.show(progress);
    request.show(progress);
    ProviderKey made = progress.key();
    demoCard.setVisible(made == null || made.isDemo());
    focusStep(progress);
    if (progress.isDone()) {
      checklist.rest();
      done.run();
    }
  }

  /** Gives the keyboard to the step that opens; that of a step done elsewhere may be in use. */
  private void focusStep(Progress progress) {
    Step again = checklist.reopened().get();
    Step next = again == null ? progress.current() : again;
    if (next == open) {
      return;
    }
    open = next;
    Node first =
        switch (next) {
          case ORGANIZATION -> organization.field();
          case KEY -> key.field();
          case TOKEN -> token.button();
          case REQUEST -> request.button();
        };
    first.requestFocus();
  }

  @FXML
  private void demo() {
    String name = organization.wantedName();
    String user = token.wantedUser();
    Duration validity = token.wantedValidity();
    checklist.run(
        demoTrouble,
        () ->
            checklist
                .setup()
                .withDemoProvider(
                    name.isBlank() ? texts.text("organization.standard") : name, user, validity),
        issued -> {
          workspace.tokens().keep(issued);
          request.send();
        });
  }

  @FXML
  private void database() {
    workspace.navigator().go(new Place.Settings(Place.Settings.Section.DATABASE));
  }

  @FXML
  private void backup() {
    workspace.navigator().go(new Place.Settings(Place.Settings.Section.BACKUP));
  }
}
