package dev.keyporter.console.listing;

/** What is shown beside the list of one of its lines. */
public interface Detail<T> {
  DetailPane pane();

  /** Shows a line; the same one again where something about it has changed. */
  void show(T line);
}
