package dev.keyporter.console.reading;

import dev.keyporter.console.reading.Span.Look;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/** Reads the words of one block. HTML stands as it is written: nothing here shows pages. */
final class InlineReader extends AbstractVisitor {
  /** Emphasis and links inside each other. */
  private static final int DEEPEST = 30;

  private final List<Span> spans = new ArrayList<>();
  private Set<Look> looks = EnumSet.noneOf(Look.class);
  private int depth;
  private @Nullable String link;

  private InlineReader() {}

  static List<Span> read(Node block) {
    var reader = new InlineReader();
    reader.visitChildren(block);
    return List.copyOf(reader.spans);
  }

  @Override
  public void visit(Text text) {
    add(text.getLiteral());
  }

  @Override
  public void visit(HtmlInline html) {
    add(html.getLiteral());
  }

  @Override
  public void visit(SoftLineBreak lineBreak) {
    add("\n");
  }

  @Override
  public void visit(HardLineBreak lineBreak) {
    add("\n");
  }

  @Override
  public void visit(Code code) {
    with(Look.CODE, () -> add(code.getLiteral()));
  }

  @Override
  public void visit(Emphasis emphasis) {
    with(Look.ITALIC, () -> visitChildren(emphasis));
  }

  @Override
  public void visit(StrongEmphasis emphasis) {
    with(Look.BOLD, () -> visitChildren(emphasis));
  }

  @Override
  public void visit(Link node) {
    String outer = link;
    link = node.getDestination();
    visitChildren(node);
    link = outer;
  }

  /** An image's description, leading to it: nothing is fetched. */
  @Override
  public void visit(Image image) {
    String outer = link;
    link = image.getDestination();
    if (image.getFirstChild() == null) {
      add(image.getDestination());
    }
    visitChildren(image);
    link = outer;
  }

  /** What lies too deep is left out of its looks, not out of the text. */
  @Override
  protected void visitChildren(Node parent) {
    if (depth >= DEEPEST) {
      addWords(parent);
      return;
    }
    depth++;
    super.visitChildren(parent);
    depth--;
  }

  private void addWords(Node root) {
    Deque<Node> left = new ArrayDeque<>();
    for (Node node = root.getLastChild(); node != null; node = node.getPrevious()) {
      left.push(node);
    }
    while (!left.isEmpty()) {
      switch (left.pop()) {
        case Text text -> add(text.getLiteral());
        case Code code -> add(code.getLiteral());
        case HtmlInline html -> add(html.getLiteral());
        case SoftLineBreak _, HardLineBreak _ -> add("\n");
        case Node other -> {
          for (Node node = other.getLastChild(); node != null; node = node.getPrevious()) {
            left.push(node);
          }
        }
      }
    }
  }

  private void with(Look look, Runnable inner) {
    Set<Look> outer = looks;
    looks = EnumSet.copyOf(outer);
    looks.add(look);
    inner.run();
    looks = outer;
  }

  private void add(String text) {
    Span last = spans.isEmpty() ? null : spans.getLast();
    if (last != null && last.looks().equals(looks) && same(last.link(), link)) {
      spans.set(spans.size() - 1, new Span(last.text() + text, looks, link));
    } else {
      spans.add(new Span(text, looks, link));
    }
  }

  private static boolean same(@Nullable String one, @Nullable String other) {
    return one == null ? other == null : one.equals(other);
  }
}
