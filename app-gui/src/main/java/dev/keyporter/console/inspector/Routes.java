package dev.keyporter.console.inspector;

import dev.keyporter.console.kit.Texts;
import dev.keyporter.model.traffic.Route;

/** What a route is called on screen. */
final class Routes {
  private Routes() {}

  static String name(String label, Texts texts) {
    for (Route route : Route.values()) {
      if (route.label().equals(label)) {
        return texts.text("route." + label);
      }
    }
    return label;
  }
}
