package dev.keyporter.console.requests;

import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.traffic.RequestId;
import javafx.scene.Parent;
import javafx.scene.layout.StackPane;

/** Holds the inspector's place. */
final class PendingInspector {
  private final StackPane view = new StackPane();

  PendingInspector(Workspace workspace) {}

  Parent view() {
    return view;
  }

  void show(RequestId id) {}

  void clear() {}

  void onClose(Runnable close) {}

  void leave() {}
}
