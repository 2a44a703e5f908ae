package dev.keyporter.console.nav;

import java.util.function.Consumer;

/** Takes one to a place. The shell says how. */
public final class Navigator {
  private Consumer<Place> way = _ -> {};

  /** Sets what going means. */
  public void onGo(Consumer<Place> newWay) {
    way = newWay;
  }

  public void go(Place place) {
    way.accept(place);
  }
}
