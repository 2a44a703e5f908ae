package dev.keyporter.console.inspector;

import dev.keyporter.console.kit.Texts;
import dev.keyporter.proxy.protocol.registry.Protocols;

/** What a route is called on screen. */
final class Routes {
  private Routes() {}

  static String name(String label, Texts texts) {
    return Protocols.operation(label).isPresent() ? texts.text("route." + label) : label;
  }
}
