package dev.keyporter.console.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;

/** What stands on one line where there is room, and where there is none. */
class RoomTest {
  @Test
  void twoEndsStandApartOrBelowEachOther() {
    Pane ends = with(new Ends(), 100, 200);
    assertEquals(List.of("0 5", "200 5"), laidOut(ends, 400, 30));
    assertEquals(20, ends.prefHeight(400));
    assertEquals(48, ends.prefHeight(300));
    assertEquals(List.of("0 0", "0 28"), laidOut(ends, 300, 48));
  }

  @Test
  void entriesStandCloseOrInEvenColumns() {
    Pane entries = with(new EvenColumns(), 100, 80, 90, 60);
    assertEquals(List.of("0 0", "114 0", "208 0", "312 0"), laidOut(entries, 400, 20));
    assertEquals(20, entries.prefHeight(400));
    assertEquals(44, entries.prefHeight(360));
    assertEquals(List.of("0 0", "187 0", "0 24", "187 24"), laidOut(entries, 360, 44));
    assertEquals(92, entries.prefHeight(120));
  }

  private static Pane with(Pane pane, double... widths) {
    for (double width : widths) {
      var entry = new Region();
      entry.setPrefSize(width, 20);
      pane.getChildren().add(entry);
    }
    return pane;
  }

  private static List<String> laidOut(Pane pane, double width, double height) {
    pane.resize(width, height);
    pane.requestLayout();
    pane.layout();
    return pane.getChildren().stream().map(RoomTest::place).toList();
  }

  private static String place(Node node) {
    return Math.round(node.getLayoutX()) + " " + Math.round(node.getLayoutY());
  }
}
