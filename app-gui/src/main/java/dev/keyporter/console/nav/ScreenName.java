package dev.keyporter.console.nav;

import dev.keyporter.console.kit.Texts;
import java.util.List;
import java.util.Locale;

/** The screens, in the order of the sidebar and of the shortcuts Ctrl+1 to Ctrl+9. */
public enum ScreenName {
  OVERVIEW("fth-activity", Group.OBSERVE),
  REQUESTS("fth-list", Group.OBSERVE),
  RATINGS("fth-thumbs-up", Group.OBSERVE),
  ORGANIZATIONS("fth-briefcase", Group.ACCESS),
  USERS("fth-users", Group.ACCESS),
  KEYS("fth-key", Group.ACCESS),
  TOKENS("fth-credit-card", Group.ACCESS),
  PLAYGROUND("fth-message-square", Group.TRY),
  CONNECT("fth-link", Group.TRY),
  SETTINGS("fth-settings", Group.FOOT),
  /** The log of administrative changes. */
  CHANGES("fth-clock", Group.ELSEWHERE),
  /** Requests that were refused before they had a row. */
  REFUSED("fth-slash", Group.ELSEWHERE);

  /** The sidebar's groups. */
  public enum Group {
    OBSERVE,
    ACCESS,
    TRY,
    /** At the sidebar's foot, without a heading. */
    FOOT,
    /** Not in the sidebar: reached from other screens and the palette. */
    ELSEWHERE;

    /** The heading over the group. */
    public String title() {
      return Texts.of(ScreenName.class).text("group." + name().toLowerCase(Locale.ROOT));
    }
  }

  private final String icon;
  private final Group group;

  ScreenName(String icon, Group group) {
    this.icon = icon;
    this.group = group;
  }

  /** Its number in the sidebar, from 1 on. */
  public int number() {
    return List.of(values()).indexOf(this) + 1;
  }

  /** Ikonli's name of its icon. */
  public String icon() {
    return icon;
  }

  public Group group() {
    return group;
  }

  /** As the sidebar and the screen's head call it. */
  public String title() {
    return Texts.of(ScreenName.class).text("screen." + name().toLowerCase(Locale.ROOT));
  }
}
