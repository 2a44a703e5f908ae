package dev.keyporter.console.kit;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;

/** A state as icon, word and colour, in that order of reliance. */
public final class StateLabel extends Label {
  /** What a state means to whoever looks at it. */
  public enum Tone {
    /** Works now. */
    GOOD("success"),
    /** Needs a look. */
    CAUTION("warning"),
    /** Failed. */
    BAD("danger"),
    /** Under way. */
    ACTIVE("accent"),
    /** Nothing to do about it. */
    QUIET("text-muted");

    private final String styleClass;

    Tone(String styleClass) {
      this.styleClass = styleClass;
    }

    /** The theme's style class for texts of this tone; it colours icons inside, too. */
    public String styleClass() {
      return styleClass;
    }
  }

  private static final PseudoClass BADGE = PseudoClass.getPseudoClass("badge");

  public StateLabel() {
    getStyleClass().add("kp-state");
    setMinWidth(USE_PREF_SIZE);
  }

  public StateLabel(String icon, String word, Tone tone) {
    this();
    set(icon, word, tone);
  }

  /** Shows another state. */
  public void set(String icon, String word, Tone tone) {
    setText(word);
    setGraphic(Icons.of(icon, IconSize.STATE));
    for (Tone other : Tone.values()) {
      getStyleClass().remove(other.styleClass());
    }
    getStyleClass().add(tone.styleClass());
  }

  /** Draws it as a badge: with a border and a soft fill of its colour. */
  public StateLabel asBadge() {
    pseudoClassStateChanged(BADGE, true);
    return this;
  }
}
