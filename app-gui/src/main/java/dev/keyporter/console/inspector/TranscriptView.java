package dev.keyporter.console.inspector;

import dev.keyporter.console.kit.CopyButton;
import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.lettering.SafeText;
import dev.keyporter.console.reading.CodeView;
import dev.keyporter.console.reading.MarkdownView;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.proxy.transcript.Part;
import dev.keyporter.proxy.transcript.Transcript;
import dev.keyporter.proxy.transcript.Turn;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.Button;
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

  /** So many turns or parts are shown at once; earlier ones when asked for. */
  private static final int MOST = 100;

  private final Texts texts;
  private final int shown;

  /** A view of one request, which has room. */
  TranscriptView(Texts texts) {
    this(texts, 20_000);
  }

  /**
   * A view.
   *
   * @param shown so many characters of a text are shown at first
   */
  TranscriptView(Texts texts, int shown) {
    this.texts = texts;
    this.shown = shown;
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
    addLatest(
        box,
        IntStream.range(0, count).boxed().toList(),
        i -> turn(transcript.prompt().get(i), i >= last || count < 3));
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
    addLatest(box, transcript.answer(), turn -> parts(turn.parts()));
    if (transcript.answer().isEmpty()) {
      box.getChildren().add(muted(request.errorCode() == null ? "answer.none" : "answer.failed"));
    }
    return box;
  }

  /** Adds the last of many things, and a button for those before them. */
  private <T> void addLatest(VBox box, List<T> all, Function<T, Node> node) {
    int from = Math.max(0, all.size() - MOST);
    int place = box.getChildren().size();
    if (from > 0) {
      var earlier = new Button(texts.text("earlier", Figures.count(from)));
      earlier.getStyleClass().add("small");
      earlier.setMinWidth(Region.USE_PREF_SIZE);
      earlier.setOnAction(
          _ -> {
            var before = new VBox();
            before.getStyleClass().setAll(box.getStyleClass());
            addLatest(before, all.subList(0, from), node);
            box.getChildren().set(place, before);
          });
      box.getChildren().add(earlier);
    }
    all.subList(from, all.size()).forEach(each -> box.getChildren().add(node.apply(each)));
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
    String role = NAMED.contains(turn.role()) ? texts.text("role." + turn.role()) : turn.role();
    if (isOpen) {
      VBox content = parts(turn.parts());
      var name = new Label(role);
      name.getStyleClass().add("kp-caption");
      content.getChildren().addFirst(name);
      content.getStyleClass().addAll("kp-bubble", "kp-role-" + turn.role());
      return content;
    }
    String line = SafeText.line(text(List.of(turn)));
    var pane = new TitledPane(role + (line.isEmpty() ? "" : " · " + line), null);
    pane.expandedProperty()
        .subscribe(
            isExpanded -> {
              if (isExpanded && pane.getContent() == null) {
                pane.setContent(parts(turn.parts()));
              }
            });
    pane.getStyleClass().add("kp-folded");
    pane.setExpanded(false);
    pane.setAnimated(false);
    pane.setMinWidth(0);
    return pane;
  }

  private VBox parts(List<Part> parts) {
    var box = new VBox();
    addLatest(box, parts, this::node);
    box.getStyleClass().add("kp-parts");
    return box;
  }

  private Node node(Part part) {
    return switch (part) {
      case Part.Text text -> new MarkdownView(text.text(), shown);
      case Part.Refusal refusal ->
          labelled(
              "fth-slash", texts.text("part.refusal"), new MarkdownView(refusal.text(), shown));
      case Part.Reasoning reasoning ->
          labelled(
              "fth-activity",
              texts.text("part.reasoning"),
              new MarkdownView(reasoning.text(), shown));
      case Part.Attachment attachment -> attachment(attachment);
      case Part.ToolCall call ->
          labelled(
              "fth-tool", texts.text("part.call", call.name()), new CodeView(call.arguments()));
      case Part.ToolResult result ->
          labelled(
              "fth-corner-down-right",
              texts.text("part.result", result.callId()),
              new CodeView(result.output()));
      case Part.Vectors vectors ->
          labelled(
              "fth-grid",
              texts.text(
                  "part.vectors",
                  Figures.count(vectors.count()),
                  Figures.count(vectors.dimensions())),
              null);
      case Part.Other other -> labelled("fth-box", other.type(), new CodeView(other.json()));
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
