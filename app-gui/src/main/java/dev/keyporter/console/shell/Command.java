package dev.keyporter.console.shell;

/**
 * Something that the palette can do.
 *
 * @param icon Ikonli's name of its icon
 * @param hint said beside it, more quietly; may be empty
 */
record Command(Group group, String icon, String title, String hint, Runnable action) {
  /** The palette's groups, in order. */
  enum Group {
    ACTIONS,
    SCREENS,
    THINGS
  }
}
