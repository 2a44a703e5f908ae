package dev.keyporter.console.inspector;

import dev.keyporter.console.kit.CopyButton;
import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.reading.CodeView;
import dev.keyporter.console.reading.JsonLines;
import dev.keyporter.console.reading.MarkdownView;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.proxy.transcript.Part;
import dev.keyporter.proxy.transcript.Transcript;
import dev.keyporter.proxy.transcript.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What was said, readable: words as Markdown, everything else by name. */
final class TranscriptView {
  private static final Set<String> NAMED =
      Set.of("user", "assistant", "system", "developer", "tool");

  private final Texts texts;

  TranscriptView(Texts texts) {
    this.texts = texts;
  }

  /** What was asked. The last turns stand open, what came before them folded. */
  VBox prompt(Transcript transcript, long bytes) {
    int count = transcript.prompt().size();
    String messages =
        count == 1 ? texts.text("message.one") : texts.text("messages", Figures.count(count));
    VBox box = section("prompt", messages + ", " + Figures.bytes(bytes), text(transcript.prompt()));
    if (transcript.follows() != null) {
      var follows = new Label(texts.text("prompt.follows", transcript.follows()));
      follows.getStyleClass().add("kp-secondary");
      follows.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
      box.getChildren().add(follows);
    }
    int last = lastOf(transcript.prompt(), "user");
    for (int i = 0; i < count; i++) {
      box.getChildren().add(turn(transcript.prompt().get(i), i >= last || count < 3));
    }
    if (count == 0) {
      box.getChildren().add(muted("prompt.none"));
    }
    return box;
  }

  private static int lastOf(List<Turn> turns, String role) {
    for (int i = turns.size() - 1; i >= 0; i--) {
      if (turns.get(i).role().equals(role)) {
        return i;
      }
    }
    return 0;
  }

  /** What was answered. */
  VBox answer(Transcript transcript, RequestSummary request) {
    String id = request.responseId() == null ? "" : request.responseId();
    VBox box = section("answer", id, text(transcript.answer()));
    for (Turn turn : transcript.answer()) {
      box.getChildren().add(parts(turn.parts()));
    }
    if (transcript.answer().isEmpty()) {
      box.getChildren().add(muted(request.errorCode() == null ? "answer.none" : "answer.failed"));
    }
    return box;
  }

  private VBox section(String name, String note, String copied) {
    var title = new Label(texts.text(name));
    title.getStyleClass().add("kp-section");
    title.setMinWidth(Region.USE_PREF_SIZE);
    var fill = new Region();
    HBox.setHgrow(fill, Priority.ALWAYS);
    var aside = new Label(note);
    aside.getStyleClass().add("kp-secondary");
    aside.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    aside.setMinWidth(40);
    var head = new HBox(title, fill, aside);
    head.getStyleClass().add("kp-inline");
    if (!copied.isEmpty()) {
      head.getChildren().add(new CopyButton(texts.text("copy.text"), copied));
    }
    var box = new VBox(head);
    box.getStyleClass().add("kp-said");
    return box;
  }

  private static String text(List<Turn> turns) {
    return turns.stream()
        .flatMap(turn -> turn.parts().stream())
        .filter(Part.Text.class::isInstance)
        .map(part -> ((Part.Text) part).text())
        .collect(Collectors.joining("\n\n"));
  }

  /** A turn in its frame: with the name of who said it. */
  Node turn(Turn turn, boolean isOpen) {
    VBox content = parts(turn.parts());
    String role = NAMED.contains(turn.role()) ? texts.text("role." + turn.role()) : turn.role();
    if (isOpen) {
      var name = new Label(role);
      name.getStyleClass().add("kp-caption");
      content.getChildren().addFirst(name);
      content.getStyleClass().addAll("kp-bubble", "kp-role-" + turn.role());
      return content;
    }
    String line = text(List.of(turn)).strip().replaceAll("\\s+", " ");
    var pane = new TitledPane(role + (line.isEmpty() ? "" : " · " + line), content);
    pane.getStyleClass().add("kp-folded");
    pane.setExpanded(false);
    pane.setAnimated(false);
    pane.setMinWidth(0);
    return pane;
  }

  private VBox parts(List<Part> parts) {
    List<Node> nodes = new ArrayList<>();
    for (Part part : parts) {
      nodes.add(node(part));
    }
    var box = new VBox(nodes.toArray(Node[]::new));
    box.getStyleClass().add("kp-parts");
    return box;
  }

  private Node node(Part part) {
    return switch (part) {
      case Part.Text text -> new MarkdownView(text.text());
      case Part.Refusal refusal ->
          labelled("fth-slash", texts.text("part.refusal"), new MarkdownView(refusal.text()));
      case Part.Reasoning reasoning ->
          labelled(
              "fth-activity", texts.text("part.reasoning"), new MarkdownView(reasoning.text()));
      case Part.Attachment attachment -> attachment(attachment);
      case Part.ToolCall call ->
          labelled(
              "fth-tool",
              texts.text("part.call", call.name()),
              new CodeView(JsonLines.pretty(call.arguments())));
      case Part.ToolResult result ->
          labelled(
              "fth-corner-down-right",
              texts.text("part.result", result.callId()),
              new CodeView(JsonLines.pretty(result.output())));
      case Part.Vectors vectors ->
          labelled(
              "fth-grid",
              texts.text(
                  "part.vectors",
                  Figures.count(vectors.count()),
                  Figures.count(vectors.dimensions())),
              null);
      case Part.Other other ->
          labelled("fth-box", other.type(), new CodeView(JsonLines.pretty(other.json())));
    };
  }

  private Node attachment(Part.Attachment attachment) {
    String icon =
        switch (attachment.kind()) {
          case IMAGE -> "fth-image";
          case AUDIO -> "fth-volume-2";
          case FILE -> "fth-paperclip";
        };
    Long bytes = attachment.bytes();
    return labelled(
        icon, attachment.name() + (bytes == null ? "" : ", " + Figures.bytes(bytes)), null);
  }

  private static Node labelled(String icon, String name, @Nullable Node content) {
    var label = new Label(name, Icons.of(icon, IconSize.STATE));
    label.getStyleClass().add("kp-secondary");
    label.setMinWidth(0);
    var box = new VBox(label);
    box.getStyleClass().add("kp-part");
    if (content != null) {
      box.getChildren().add(content);
    }
    return box;
  }

  private Node muted(String name) {
    var label = new Label(texts.text(name));
    label.getStyleClass().add("text-muted");
    label.setWrapText(true);
    return label;
  }
}
