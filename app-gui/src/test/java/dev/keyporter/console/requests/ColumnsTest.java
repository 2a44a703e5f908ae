package dev.keyporter.console.requests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.console.kit.Preferences;
import dev.keyporter.db.engine.DataDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnsTest {
  private static final double WIDE = 1200 / 13.0;

  @TempDir Path directory;
  private Preferences preferences;
  private Columns columns;

  @BeforeEach
  void read() {
    preferences = Preferences.read(DataDirectory.open(directory));
    columns = new Columns(preferences);
  }

  @Test
  void barGoesFirstThenInputAndOutput() {
    assertTrue(columns.shownIn(880 / 13.0).contains(RequestColumn.BAR));

    Set<RequestColumn> narrow = columns.shownIn(830 / 13.0);
    assertFalse(narrow.contains(RequestColumn.BAR));
    assertTrue(narrow.containsAll(Set.of(RequestColumn.INPUT, RequestColumn.OUTPUT)));

    Set<RequestColumn> narrower = columns.shownIn(660 / 13.0);
    assertFalse(narrower.contains(RequestColumn.INPUT));
    assertFalse(narrower.contains(RequestColumn.OUTPUT));
    assertTrue(narrower.contains(RequestColumn.COST));
  }

  @Test
  void whyItFailedStaysBesideTheInspectorOfAWindowOfUsualSize() {
    assertTrue(columns.shownIn(630 / 13.0).contains(RequestColumn.RESULT));
  }

  @Test
  void organizationIsThereWhereThereAreSeveralAndRoom() {
    assertFalse(columns.shownIn(WIDE).contains(RequestColumn.ORGANIZATION));

    columns.setSeveralOrganizations(true);

    assertTrue(columns.shownIn(WIDE).contains(RequestColumn.ORGANIZATION));
    assertFalse(columns.shownIn(780 / 13.0).contains(RequestColumn.ORGANIZATION));
  }

  @Test
  void whatSomeoneChoseIsRemembered() {
    columns.choose(RequestColumn.RATING, false);
    columns.choose(RequestColumn.ROUTE, true);
    columns.setWidth(RequestColumn.MODEL, 12);
    List<RequestColumn> order = new ArrayList<>(columns.order());
    order.remove(RequestColumn.COST);
    order.add(2, RequestColumn.COST);
    columns.setOrder(order);
    preferences.save();

    read();

    assertFalse(columns.shownIn(WIDE).contains(RequestColumn.RATING));
    assertTrue(columns.shownIn(WIDE).contains(RequestColumn.ROUTE));
    assertEquals(12, columns.width(RequestColumn.MODEL));
    assertEquals(order, columns.order());
  }

  @Test
  void columnThatIsNewTakesItsPlaceInAnOldOrder() {
    preferences.set("requests.columns", "state,time,nonsense,cost");

    List<RequestColumn> order = columns.order();

    assertEquals(RequestColumn.values().length, order.size());
    assertEquals(RequestColumn.STATE, order.getFirst());
  }
}
