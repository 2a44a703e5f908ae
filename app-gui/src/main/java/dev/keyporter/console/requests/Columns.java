package dev.keyporter.console.requests;

import dev.keyporter.console.kit.Preferences;
import dev.keyporter.console.requests.RequestColumn.Presence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which columns there are, how wide and in which order: as someone set them, where they fit. */
final class Columns {
  /** Under this width of the table the bar goes: 760 pixels with text of 13. */
  static final double NARROW = 58;

  /** Under this width input and output go, too. */
  static final double NARROWER = 52;

  /** What goes, one after the other, where even so there is no room for all. */
  private static final List<RequestColumn> LEAVING =
      List.of(
          RequestColumn.BAR,
          RequestColumn.ORGANIZATION,
          RequestColumn.FIRST,
          RequestColumn.HTTP,
          RequestColumn.PATH,
          RequestColumn.ROUTE,
          RequestColumn.SESSION,
          RequestColumn.KEY,
          RequestColumn.INPUT,
          RequestColumn.OUTPUT,
          RequestColumn.DURATION,
          RequestColumn.RESULT);

  private static final String PREFIX = "requests.column.";
  private static final String ORDER = "requests.columns";

  private final Preferences preferences;
  private boolean hasSeveralOrganizations;

  Columns(Preferences preferences) {
    this.preferences = preferences;
  }

  void setSeveralOrganizations(boolean several) {
    hasSeveralOrganizations = several;
  }

  /** Whether someone wants to see it, or nobody said otherwise. */
  boolean isChosen(RequestColumn column) {
    boolean otherwise =
        switch (column.presence()) {
          case ALWAYS, SHOWN -> true;
          case WHERE_SEVERAL -> hasSeveralOrganizations;
          case HIDDEN -> false;
        };
    return column.presence() == Presence.ALWAYS
        || preferences.flag(PREFIX + column.key() + ".shown", otherwise);
  }

  void choose(RequestColumn column, boolean shown) {
    preferences.set(PREFIX + column.key() + ".shown", shown);
  }

  /**
   * The columns that are chosen and fit.
   *
   * @param width of the table, in units of the text size
   */
  Set<RequestColumn> shownIn(double width) {
    var shown = EnumSet.noneOf(RequestColumn.class);
    for (RequestColumn column : RequestColumn.values()) {
      if (isChosen(column) && width >= least(column)) {
        shown.add(column);
      }
    }
    for (RequestColumn column : LEAVING) {
      if (shown.stream().mapToDouble(this::width).sum() > width) {
        shown.remove(column);
      }
    }
    return shown;
  }

  private static double least(RequestColumn column) {
    return switch (column) {
      case BAR -> NARROW;
      case INPUT, OUTPUT -> NARROWER;
      default -> 0;
    };
  }

  /** In units of the text size. */
  double width(RequestColumn column) {
    return preferences.number(PREFIX + column.key() + ".width").orElse(column.width());
  }

  /** Whether someone has set its width. */
  boolean isWidthSet(RequestColumn column) {
    return preferences.number(PREFIX + column.key() + ".width").isPresent();
  }

  void setWidth(RequestColumn column, double width) {
    preferences.set(PREFIX + column.key() + ".width", Math.round(width * 100) / 100.0);
  }

  /** All columns, from left to right. */
  List<RequestColumn> order() {
    var order = new ArrayList<RequestColumn>();
    for (String key : preferences.text(ORDER).orElse("").split(",", -1)) {
      Arrays.stream(RequestColumn.values())
          .filter(column -> column.key().equals(key) && !order.contains(column))
          .forEach(order::add);
    }
    int place = 0;
    for (RequestColumn column : RequestColumn.values()) {
      if (!order.contains(column)) {
        order.add(Math.min(place, order.size()), column);
      }
      place++;
    }
    return order;
  }

  void setOrder(List<RequestColumn> order) {
    preferences.set(ORDER, String.join(",", order.stream().map(RequestColumn::key).toList()));
  }

  /** Forgets what was set. */
  void reset() {
    preferences.remove(ORDER);
    for (RequestColumn column : RequestColumn.values()) {
      preferences.remove(PREFIX + column.key() + ".width");
      preferences.remove(PREFIX + column.key() + ".shown");
    }
  }
}
