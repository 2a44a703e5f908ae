package dev.keyporter.console.inspector;

import dev.keyporter.console.kit.CostWords;
import dev.keyporter.console.kit.EvenColumns;
import dev.keyporter.console.kit.Facts;
import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.ShareBar;
import dev.keyporter.console.kit.StateLabel;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.reading.CodeView;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.proxy.transcript.Transcript;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What took how long and cost how much, who asked with what, and what was said. */
final class OverviewTab implements InspectorTab {
  private final Texts texts = Texts.of(OverviewTab.class);
  private final Workspace workspace;
  private final Runnable openSession;
  private final Parent view;
  private @Nullable Inspected shown;

  @FXML private ScrollPane scroll;
  @FXML private VBox errorBox;
  @FXML private Label errorCode;
  @FXML private Label errorMessage;
  @FXML private Label errorNext;
  @FXML private VBox timingBox;
  @FXML private Label rate;
  @FXML private Label total;
  @FXML private ShareBar timingBar;
  @FXML private EvenColumns legend;
  @FXML private StateLabel certainty;
  @FXML private Label amount;
  @FXML private GridPane sum;
  @FXML private Label costNote;
  @FXML private Label source;
  @FXML private Hyperlink rawToggle;
  @FXML private VBox raw;
  @FXML private Facts facts;
  @FXML private VBox words;

  OverviewTab(Workspace workspace, Runnable openSession) {
    this.workspace = workspace;
    this.openSession = openSession;
    this.view = View.load(this);
  }

  @FXML
  private void initialize() {
    certainty.asBadge();
    for (Node node :
        new Node[] {
          errorBox, timingBox, sum, costNote, source, rawToggle, raw, rate, certainty, amount
        }) {
      node.managedProperty().bind(node.visibleProperty());
    }
  }

  @Override
  public Node view() {
    return view;
  }

  @Override
  public void show(Inspected inspected) {
    boolean isSame = shown != null && shown.summary().id().equals(inspected.summary().id());
    shown = inspected;
    error(inspected.summary());
    timing(inspected);
    cost(inspected.summary());
    WhoAndWhat.fill(facts, inspected, workspace, texts, openSession);
    words(inspected);
    if (!isSame) {
      scroll.setVvalue(0);
    }
  }

  private void error(RequestSummary request) {
    errorBox.setVisible(request.errorCode() != null || request.errorMessage() != null);
    errorCode.setText(request.errorCode() == null ? "" : request.errorCode());
    errorMessage.setText(request.errorMessage() == null ? "" : request.errorMessage());
    errorNext.setText(texts.text(NextStep.of(request).textName()));
  }

  private void timing(Inspected inspected) {
    RecordedStream stream = inspected.stream();
    Timing timing =
        Timing.of(inspected.summary(), stream == null ? null : stream.firstToken().orElse(null))
            .orElse(null);
    timingBox.setVisible(timing != null);
    if (timing == null) {
      return;
    }
    total.setText(Figures.duration(timing.total()));
    rate.setVisible(timing.tokensPerSecond() != null);
    if (timing.tokensPerSecond() != null) {
      rate.setText(texts.text("timing.rate", timing.tokensPerSecond()));
    }
    TimingBar.fill(timingBar, timing);
    legend.getChildren().setAll(TimingBar.legend(timing, texts));
  }

  private void cost(RequestSummary request) {
    CostSum parts =
        request.usage() == null ? null : CostSum.of(request.usage(), request.cost()).orElse(null);
    CostTable.certainty(certainty, request.cost(), texts);
    amount.setVisible(request.cost().amount() != null);
    amount.setText(Figures.cost(request.cost()));
    sum.setVisible(request.usage() != null);
    CostTable.fill(sum, request.usage(), request.cost(), parts, texts);
    boolean hasReasons = !request.cost().reasons().isEmpty();
    costNote.setText(
        hasReasons
            ? CostWords.reasons(request.cost())
            : texts.text("cost.note." + request.cost().certainty().label()));
    costNote.setVisible(hasReasons || parts == null || request.cost().amount() == null);
    source.setVisible(request.cost().rates() != null);
    if (request.cost().rates() != null) {
      source.setText(texts.text("cost.source", request.cost().rates().source()));
    }
    String usage = request.rawUsage();
    rawToggle.setVisible(usage != null);
    raw.getChildren().clear();
    raw.setVisible(false);
    if (usage != null) {
      raw.getChildren().setAll(new CodeView(usage));
    }
  }

  @FXML
  private void toggleRaw() {
    raw.setVisible(!raw.isVisible());
    rawToggle.setVisited(false);
  }

  private void words(Inspected inspected) {
    words.getChildren().clear();
    if (inspected.bodies() == null) {
      words.getChildren().setAll(Notes.noBodies(inspected, texts));
      return;
    }
    Transcript transcript = inspected.transcript();
    var reader = new TranscriptView(texts);
    words
        .getChildren()
        .addAll(
            reader.prompt(transcript, inspected.bodies().request().bytes().length),
            reader.answer(transcript, inspected.summary()));
  }
}
