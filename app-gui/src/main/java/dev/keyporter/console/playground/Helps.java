package dev.keyporter.console.playground;

import dev.keyporter.console.nav.Choice;
import dev.keyporter.console.nav.Navigator;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.workspace.ProxyControl;

/** Leads to what mends a trouble. */
record Helps(Navigator navigator, ProxyControl proxy) {
  void give(Trouble.Help help) {
    switch (help) {
      case START_PROXY -> proxy.start();
      case OPEN_KEYS -> navigator.go(new Place.Keys(new Choice.AsIs<>()));
      case OPEN_USERS -> navigator.go(new Place.Users(new Choice.AsIs<>()));
      case NONE -> {}
    }
  }
}
