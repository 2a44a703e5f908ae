package dev.keyporter.console.reading;

import dev.keyporter.console.kit.CopyButton;
import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.lettering.SafeText;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * A Markdown text as one reads it, to be selected and copied. Grows cheaply: what is added makes
 * only the last block anew. A long text is read beside the window's thread, and stands there a
 * moment later.
 */
public final class MarkdownView extends VBox {
  /**
   * Over so many letters the rest is shown when asked for; fewer of a script that takes longer, see
   * {@link SafeText#end}.
   */
  private static final int SHOWN = 20_000;

  /** So many letters come at a time: all of them would hold up the window. */
  private static final int MORE = 100_000;

  /** So many rows of a table are shown at first. */
  private static final int ROWS = 100;

  private final Texts texts = Texts.of(MarkdownView.class);
  private final int shown;
  private final StringBuilder whole = new StringBuilder();
  private final Button rest = new Button();
  private int letters;
  private Markdown markdown = new Markdown("");

  /** How many characters have been read. */
  private int read;

  /** Counts the readings: only the latest is shown. */
  private int reading;

  private boolean isReading;

  private List<Block> drawn = List.of();

  public MarkdownView() {
    this(SHOWN);
  }

  private MarkdownView(int shown) {
    this.shown = shown;
    this.letters = shown;
    rest.getStyleClass().addAll("small", "kp-show-all");
    rest.setMinWidth(USE_PREF_SIZE);
    rest.setOnAction(_ -> showMore());
    getStyleClass().add("kp-markdown");
    getStylesheets().add(Sheet.URL);
  }

  public MarkdownView(String text) {
    this(text, SHOWN);
  }

  /**
   * A text of which so many letters are shown at first.
   *
   * @param shown about so many
   */
  public MarkdownView(String text, int shown) {
    this(shown);
    setText(text);
  }

  /** The text as written; of a very long one, its reader asks for one part after the other. */
  public void setText(String text) {
    whole.setLength(0);
    whole.append(text);
    letters = shown;
    clear();
    fill();
  }

  /** Nothing of another text may stand there while this one is read. */
  private void clear() {
    getChildren().clear();
    drawn = List.of();
    markdown = new Markdown("");
    read = 0;
  }

  /** Adds to the text's end. */
  public void append(String added) {
    boolean wasCut = isCut();
    whole.append(added);
    if (wasCut) {
      nameRest();
    } else if (isCut()) {
      fill();
    } else if (!isReading) {
      grow();
    }
  }

  private void grow() {
    markdown.append(whole.substring(read));
    read = whole.length();
    draw();
  }

  /** The text as written, whether it is all shown or not. */
  public String text() {
    return whole.toString();
  }

  /** Whether what is to be shown is still being read. */
  public boolean isReading() {
    return isReading;
  }

  private boolean isCut() {
    int end = end(letters);
    return whole.length() > end + end / 4;
  }

  private int end(int ofLetters) {
    return SafeText.end(whole, 0, ofLetters);
  }

  private void fill() {
    String start = isCut() ? whole.substring(0, cut()) : whole.toString();
    int mine = ++reading;
    isReading = true;
    Beside.read(
        start.length(),
        () -> new Markdown(start),
        () -> Markdown.plain(start),
        done -> {
          if (mine == reading) {
            show(done, start.length());
          }
        });
  }

  private void show(Markdown done, int length) {
    isReading = false;
    markdown = done;
    read = length;
    draw();
    if (isCut()) {
      nameRest();
      getChildren().add(rest);
    } else if (read < whole.length()) {
      grow();
    }
  }

  private int cut() {
    int end = end(letters);
    int line = whole.lastIndexOf("\n", end);
    return line > end / 2 ? line : end;
  }

  private void nameRest() {
    int next = end(letters + MORE);
    rest.setText(
        next < whole.length()
            ? texts.text("showMore", Figures.count(next), Figures.count(whole.length()))
            : texts.text("showAll", Figures.count(whole.length())));
  }

  private void showMore() {
    letters += MORE;
    fill();
  }

  private void draw() {
    List<Block> blocks = markdown.blocks();
    ObservableList<Node> nodes = getChildren();
    int same = 0;
    while (same < Math.min(drawn.size(), blocks.size())
        && drawn.get(same).equals(blocks.get(same))) {
      same++;
    }
    nodes.remove(same, nodes.size());
    nodes.addAll(nodes(blocks.subList(same, blocks.size())));
    drawn = blocks;
  }

  private List<Node> nodes(List<Block> blocks) {
    List<Node> nodes = new ArrayList<>();
    for (Block block : blocks) {
      nodes.add(node(block));
    }
    return nodes;
  }

  private Node node(Block block) {
    return switch (block) {
      case Block.Paragraph paragraph -> Words.of(paragraph.spans());
      case Block.Heading heading -> heading(heading);
      case Block.Code code -> code(code);
      case Block.Items list -> items(list);
      case Block.Quote quote -> styled(new VBox(), "kp-quote", nodes(quote.blocks()));
      case Block.Table table -> table(table, ROWS);
      case Block.Rule _ -> styled(new VBox(), "kp-rule", List.of());
    };
  }

  private static Node heading(Block.Heading heading) {
    Words words = Words.of(heading.spans());
    words.getStyleClass().add("kp-heading-" + heading.level());
    return words;
  }

  private Node code(Block.Code code) {
    var copy = new CopyButton(texts.text("copyCode"), code.text());
    Words words = Words.ofCode(code.language(), code.text());
    HBox.setHgrow(words, Priority.ALWAYS);
    Pane box =
        code.language().isEmpty() ? new HBox(words, copy) : named(code.language(), copy, words);
    box.getStyleClass().addAll("kp-code", "kp-code-block");
    return box;
  }

  /** The name has a line of its own: over the code, it would hide some of it in a narrow view. */
  private static VBox named(String language, Node copy, Node words) {
    var name = new Label(language);
    name.getStyleClass().add("kp-caption");
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var head = new HBox(name, space, copy);
    head.getStyleClass().add("kp-inline");
    head.managedProperty().bind(head.visibleProperty());
    return new VBox(head, words);
  }

  private Node items(Block.Items list) {
    var rows = new VBox();
    rows.getStyleClass().add("kp-items");
    int number = list.start();
    int digits = Integer.toString(number + list.items().size() - 1).length();
    for (List<Block> item : list.items()) {
      var mark = new Label(list.start() < 0 ? "•" : number++ + ".");
      mark.getStyleClass().add("kp-item-mark");
      mark.setMinWidth(USE_PREF_SIZE);
      if (list.start() >= 0) {
        // As wide as the widest number, so that the words stand below each other.
        mark.setStyle("-fx-pref-width: " + (0.65 * digits + 0.35) + "em;");
      }
      VBox content = styled(new VBox(), "kp-item", nodes(item));
      HBox.setHgrow(content, Priority.ALWAYS);
      var row = new HBox(mark, content);
      row.getStyleClass().add("kp-item-row");
      rows.getChildren().add(row);
    }
    return rows;
  }

  /** Of a long table the first rows, and a button for some more. */
  private Node table(Block.Table table, int most) {
    int rows = table.rows().size();
    if (rows <= most) {
      return new MarkdownTable(table);
    }
    var start = new MarkdownTable(table.first(most));
    var more = new Button(texts.text("showRows", Figures.count(rows - most)));
    more.getStyleClass().add("small");
    more.setMinWidth(USE_PREF_SIZE);
    VBox box = styled(new VBox(), "kp-long-table", List.of(start, more));
    more.setOnAction(_ -> box.getChildren().setAll(table(table, most + 5 * ROWS)));
    return box;
  }

  private static <T extends VBox> T styled(T box, String styleClass, List<Node> content) {
    box.getStyleClass().add(styleClass);
    box.getChildren().addAll(content);
    return box;
  }
}
