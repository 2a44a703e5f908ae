package dev.keyporter.console.settings;

import dev.keyporter.model.cost.PriceEntry;

/**
 * A price as the table of prices shows it.
 *
 * @param isOwn whether it is the user's own
 */
record PriceLine(PriceEntry entry, boolean isOwn) {
  boolean matches(String search) {
    return entry.model().contains(search) || entry.tier().contains(search);
  }
}
