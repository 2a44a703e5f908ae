package dev.keyporter.console.reading;

import dev.keyporter.console.kit.CopyButton;
import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/**
 * A Markdown text as one reads it, to be selected and copied. Grows cheaply: what is added makes
 * only the last block anew.
 */
public final class MarkdownView extends VBox {
  /** Over so many characters the rest is shown when asked for. */
  private static final int SHOWN = 20_000;

  private final Texts texts = Texts.of(MarkdownView.class);
  private Markdown markdown = new Markdown("");
  private List<Block> drawn = List.of();

  public MarkdownView() {
    getStyleClass().add("kp-markdown");
    getStylesheets().add(Sheet.URL);
  }

  public MarkdownView(String text) {
    this();
    setText(text);
  }

  /** The text as written; a very long one is cut until its reader asks for the rest. */
  public void setText(String text) {
    boolean isCut = text.length() > SHOWN + SHOWN / 4;
    markdown = new Markdown(isCut ? text.substring(0, cut(text)) : text);
    draw();
    if (isCut) {
      var all = new Button(texts.text("showAll", Figures.count(text.length())));
      all.getStyleClass().addAll("small", "kp-show-all");
      all.setMinWidth(USE_PREF_SIZE);
      all.setOnAction(
          _ -> {
            markdown = new Markdown(text);
            draw();
          });
      getChildren().add(all);
    }
  }

  private static int cut(String text) {
    int line = text.lastIndexOf('\n', SHOWN);
    return line > SHOWN / 2 ? line : SHOWN;
  }

  /** Adds to the text's end. */
  public void append(String more) {
    markdown.append(more);
    draw();
  }

  /** What is shown, as written. */
  public String text() {
    return markdown.text();
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
      case Block.Table table -> table(table);
      case Block.Rule _ -> styled(new VBox(), "kp-rule", List.of());
    };
  }

  private static Node heading(Block.Heading heading) {
    Words words = Words.of(heading.spans());
    words.getStyleClass().add("kp-heading-" + Math.min(heading.level(), 4));
    return words;
  }

  private Node code(Block.Code code) {
    var copy = new CopyButton(texts.text("copyCode"), code.text());
    var language = new Label(code.language());
    language.getStyleClass().add("kp-caption");
    var corner = new HBox(language, copy);
    corner.getStyleClass().add("kp-inline");
    corner.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    StackPane.setAlignment(corner, Pos.TOP_RIGHT);
    var box = new StackPane(Words.ofCode(code.language(), code.text()), corner);
    box.getStyleClass().addAll("kp-code", "kp-code-block");
    return box;
  }

  private Node items(Block.Items list) {
    var rows = new VBox();
    rows.getStyleClass().add("kp-items");
    int number = list.start();
    for (List<Block> item : list.items()) {
      var mark = new Label(list.start() < 0 ? "•" : number++ + ".");
      mark.getStyleClass().add("kp-item-mark");
      mark.setMinWidth(USE_PREF_SIZE);
      VBox content = styled(new VBox(), "kp-item", nodes(item));
      HBox.setHgrow(content, Priority.ALWAYS);
      var row = new HBox(mark, content);
      row.getStyleClass().add("kp-item-row");
      rows.getChildren().add(row);
    }
    return rows;
  }

  private static Node table(Block.Table table) {
    var grid = new GridPane();
    grid.getStyleClass().add("kp-markdown-table");
    addRow(grid, table.heading(), "kp-markdown-th");
    for (List<List<Span>> row : table.rows()) {
      addRow(grid, row, "kp-markdown-td");
    }
    return grid;
  }

  private static void addRow(GridPane grid, List<List<Span>> cells, String styleClass) {
    int row = grid.getRowCount();
    for (int column = 0; column < cells.size(); column++) {
      var cell = new StackPane(Words.of(cells.get(column)));
      cell.getStyleClass().add(styleClass);
      GridPane.setHgrow(cell, Priority.SOMETIMES);
      grid.add(cell, column, row);
    }
  }

  private static <T extends VBox> T styled(T box, String styleClass, List<Node> content) {
    box.getStyleClass().add(styleClass);
    box.getChildren().addAll(content);
    return box;
  }
}
