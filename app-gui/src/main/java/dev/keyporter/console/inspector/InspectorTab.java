package dev.keyporter.console.inspector;

import javafx.scene.Node;

/** A view of one request. */
sealed interface InspectorTab permits OverviewTab, BodyTab, StreamTab, SessionTab {
  Node view();

  /** Shows a request, or the same one as it is now. Called when the view is about to be seen. */
  void show(Inspected inspected);
}
