package dev.keyporter.console.requests;

import dev.keyporter.console.kit.Texts;
import java.util.Locale;

/** The table's columns, in the order they have before someone changes it. */
enum RequestColumn {
  STATE(3.2, Presence.ALWAYS),
  TIME(8.2, Presence.ALWAYS),
  MODEL(9, Presence.SHOWN),
  /** Takes the width that is left. */
  USER(7.5, Presence.SHOWN),
  /** Where there is more than one. */
  ORGANIZATION(9, Presence.WHERE_SEVERAL),
  KEY(9, Presence.HIDDEN),
  ROUTE(11, Presence.HIDDEN),
  PATH(14, Presence.HIDDEN),
  SESSION(10, Presence.HIDDEN),
  HTTP(4.4, Presence.HIDDEN),
  /** The status, and of what went wrong the reason. */
  RESULT(10, Presence.SHOWN),
  INPUT(5, Presence.SHOWN),
  OUTPUT(4.8, Presence.SHOWN),
  COST(7, Presence.SHOWN),
  FIRST(5.8, Presence.HIDDEN),
  DURATION(6, Presence.SHOWN),
  /** Shows where the time went. */
  BAR(4, Presence.SHOWN),
  RATING(2.6, Presence.SHOWN);

  /** Whether it is there before someone says so. */
  enum Presence {
    ALWAYS,
    SHOWN,
    WHERE_SEVERAL,
    HIDDEN
  }

  private final double width;
  private final Presence presence;

  /**
   * @param width in units of the text size
   */
  RequestColumn(double width, Presence presence) {
    this.width = width;
    this.presence = presence;
  }

  double width() {
    return width;
  }

  Presence presence() {
    return presence;
  }

  boolean isFigures() {
    return switch (this) {
      case HTTP, INPUT, OUTPUT, COST, FIRST, DURATION -> true;
      case STATE, TIME, MODEL, USER, ORGANIZATION, KEY, ROUTE, PATH, SESSION, RESULT, BAR, RATING ->
          false;
    };
  }

  /** Whether the heading is left out, since the cells speak for themselves. */
  boolean isSilent() {
    return this == STATE || this == BAR || this == RATING;
  }

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  String title() {
    return Texts.of(RequestColumn.class).text("column." + key());
  }
}
