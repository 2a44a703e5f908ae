package dev.keyporter.console.playground;

import javafx.scene.control.TextArea;
import javafx.scene.text.Text;

/** A field for text that is as high as its text, within bounds; then it scrolls. */
public final class GrowingArea extends TextArea {
  private static final int FEWEST = 2;
  private static final int MOST = 8;
  private static final double PADDING = 24;

  private final Text ruler = new Text();

  public GrowingArea() {
    setWrapText(true);
    setPrefRowCount(FEWEST);
    textProperty().subscribe(_ -> grow());
    widthProperty().subscribe(_ -> grow());
    fontProperty().subscribe(_ -> grow());
  }

  private void grow() {
    ruler.setFont(getFont());
    ruler.setWrappingWidth(0);
    ruler.setText("X");
    double line = ruler.getLayoutBounds().getHeight();
    ruler.setWrappingWidth(Math.max(1, getWidth() - PADDING));
    ruler.setText(getText());
    long rows = Math.round(ruler.getLayoutBounds().getHeight() / line);
    setPrefRowCount(Math.clamp(getWidth() == 0 ? FEWEST : rows, FEWEST, MOST));
  }
}
