package dev.keyporter.console.inspector;

import dev.keyporter.console.kit.CopyButton;
import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.Load;
import dev.keyporter.console.kit.LoadPane;
import dev.keyporter.console.kit.Loader;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.db.Database;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.proxy.transcript.Part;
import dev.keyporter.proxy.transcript.Turn;
import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The requests of a session as one thread. */
final class SessionTab implements InspectorTab {
  /** Characters of each text shown at first: there are many texts. */
  private static final int SHOWN = 4_000;

  private static final PseudoClass HERE = PseudoClass.getPseudoClass("here");

  private final Texts texts = Texts.of(SessionTab.class);
  private final Workspace workspace;
  private final Loader<SessionThread> loader;
  private final TranscriptView reader = new TranscriptView(texts, SHOWN);
  private final Parent view;
  private @Nullable RequestSummary shown;

  @FXML private Label id;
  @FXML private CopyButton copy;
  @FXML private Label total;
  @FXML private Label note;
  @FXML private LoadPane pane;
  @FXML private VBox thread;

  SessionTab(Workspace workspace) {
    this.workspace = workspace;
    this.loader = new Loader<>(workspace.background());
    this.view = View.load(this);
  }

  @FXML
  private void initialize() {
    pane.follow(loader);
    loader
        .load()
        .subscribe(
            load -> {
              if (load instanceof Load.Ready<SessionThread>(SessionThread loaded)) {
                fill(loaded);
              }
            });
  }

  @Override
  public Node view() {
    return view;
  }

  @Override
  public void show(Inspected inspected) {
    RequestSummary summary = inspected.summary();
    shown = summary;
    String session = summary.sessionId() == null ? "" : summary.sessionId();
    id.setText(session);
    copy.setContent(session);
    note.setText(
        inspected.detail().sessionRequests() > SessionThread.MOST
            ? texts.text(
                "session.latest",
                Figures.count(SessionThread.MOST),
                Figures.count(inspected.detail().sessionRequests()))
            : WhoAndWhat.requests(inspected.detail().sessionRequests(), texts));
    loader.clear();
    total.setText("");
    thread.getChildren().clear();
    Database database = workspace.database();
    loader.load(() -> SessionThread.load(database, summary));
  }

  private void fill(SessionThread loaded) {
    total.setText((loaded.isTotalExact() ? "" : "≥ ") + Figures.usd(loaded.total()));
    thread.getChildren().setAll(loaded.exchanges().stream().map(this::said).toList());
  }

  private Node said(SessionThread.Said said) {
    var box = new VBox(head(said.request()));
    box.getStyleClass().add("kp-exchange");
    box.pseudoClassStateChanged(HERE, shown != null && said.request().id().equals(shown.id()));
    if (said.transcript() == null) {
      var words = new Label(texts.text("session.noBodies"));
      words.getStyleClass().add("text-muted");
      box.getChildren().add(words);
      return box;
    }
    List<Turn> turns = new ArrayList<>(latest(said.transcript().prompt()));
    turns.addAll(said.transcript().answer());
    for (Turn turn : turns) {
      box.getChildren().add(reader.turn(turn, true));
    }
    return box;
  }

  /** What is new in a prompt: a client that sends the whole conversation repeats the rest. */
  private static List<Turn> latest(List<Turn> prompt) {
    for (int i = prompt.size() - 1; i >= 0; i--) {
      if (prompt.get(i).role().equals("assistant")
          && prompt.get(i).parts().stream().anyMatch(Part.Text.class::isInstance)) {
        return prompt.subList(i + 1, prompt.size());
      }
    }
    return prompt;
  }

  private Node head(RequestSummary request) {
    var time = new Label(workspace.times().full(request.createdAt()));
    time.getStyleClass().add("kp-secondary");
    time.setMinWidth(Region.USE_PREF_SIZE);
    var model = new Label(request.model() == null ? request.route() : request.model());
    model.getStyleClass().add("kp-secondary");
    var fill = new Region();
    HBox.setHgrow(fill, Priority.ALWAYS);
    var cost = new Label(Figures.cost(request.cost()));
    cost.getStyleClass().addAll("kp-mono", "text-muted");
    cost.setMinWidth(Region.USE_PREF_SIZE);
    var open = new Button();
    var line = new HBox(time, model, fill, cost);
    line.getStyleClass().add("kp-inline");
    open.setGraphic(line);
    open.setMaxWidth(Double.MAX_VALUE);
    line.prefWidthProperty().bind(open.widthProperty().subtract(16));
    open.getStyleClass().addAll("flat", "small", "kp-exchange-head");
    open.setAccessibleText(texts.text("session.open", time.getText()));
    open.setOnAction(_ -> workspace.navigator().go(new Place.Request(request.id())));
    return open;
  }
}
