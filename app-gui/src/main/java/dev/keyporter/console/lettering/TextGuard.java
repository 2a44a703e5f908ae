package dev.keyporter.console.lettering;

import atlantafx.base.controls.Notification;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Labeled;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.stage.Window;
import org.fxmisc.richtext.GenericStyledArea;
import org.jspecify.annotations.Nullable;

/**
 * The one door to the window: whatever label, button, cell, tooltip, menu or text is put into any
 * window shows its text as {@link SafeText} has it, and one that could not be laid out all the same
 * as plain letters. Nobody has to think of it, and nobody can go round it. What is typed stays as
 * it is. Used on JavaFX's thread.
 */
public final class TextGuard {
  private static final Logger LOG = Logger.getLogger(TextGuard.class.getName());

  /** So many texts that failed are known; older ones may fail once more. */
  private static final int REMEMBERED = 100;

  private static @Nullable TextGuard installed;

  private final Set<Object> watched = Collections.newSetFromMap(new WeakHashMap<>());
  private final Map<String, Boolean> failed =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  private TextGuard() {}

  /** Guards every window that is open or will be. */
  public static TextGuard install() {
    TextGuard guard = installed;
    if (guard == null) {
      guard = new TextGuard();
      installed = guard;
      ComplexScripts.mend();
      TextGuard each = guard;
      Window.getWindows().forEach(each::watch);
      Window.getWindows()
          .addListener(
              (ListChangeListener<Window>)
                  change -> {
                    while (change.next()) {
                      change.getAddedSubList().forEach(each::watch);
                    }
                  });
    }
    return guard;
  }

  private void watch(Window window) {
    if (!watched.add(window)) {
      return;
    }
    if (window instanceof Tooltip tooltip) {
      watch(tooltip.textProperty());
    }
    if (window instanceof ContextMenu menu) {
      watchItems(menu.getItems());
    }
    window.sceneProperty().subscribe(this::watchScene);
  }

  private void watchScene(@Nullable Scene scene) {
    if (scene != null && watched.add(scene)) {
      scene.rootProperty().subscribe(this::watchNode);
    }
  }

  private void watchItems(ObservableList<MenuItem> items) {
    items.forEach(this::watchItem);
    items.addListener(
        (ListChangeListener<MenuItem>)
            change -> {
              while (change.next()) {
                change.getAddedSubList().forEach(this::watchItem);
              }
            });
  }

  private void watchItem(MenuItem item) {
    if (!watched.add(item)) {
      return;
    }
    watch(item.textProperty());
    if (item instanceof Menu menu) {
      watchItems(menu.getItems());
    }
  }

  private void watchNode(@Nullable Node node) {
    if (node == null || !watched.add(node)) {
      return;
    }
    switch (node) {
      case Labeled labeled -> {
        watch(labeled.textProperty());
        watchTooltip(labeled);
      }
      case Notification notification -> watch(notification.messageProperty());
      case TextArea area when area.isWrapText() -> wrapWhereQuick(area);
      case Text text when !(text.getParent() instanceof Labeled) -> watch(text.textProperty());
      default -> {}
    }
    if (node instanceof Parent parent && !isTyped(parent)) {
      parent.getChildrenUnmodifiable().forEach(this::watchNode);
      parent
          .getChildrenUnmodifiable()
          .addListener(
              (ListChangeListener<Node>)
                  change -> {
                    while (change.next()) {
                      change.getAddedSubList().forEach(this::watchNode);
                    }
                  });
    }
  }

  /** Fields count the letters of their text: what stands there must be what was typed. */
  private static boolean isTyped(Parent parent) {
    return parent instanceof TextInputControl || parent instanceof GenericStyledArea<?, ?, ?>;
  }

  /** A text that takes seconds to wrap stays on its own lines; what is typed is not changed. */
  private static void wrapWhereQuick(TextArea area) {
    area.textProperty().subscribe(text -> area.setWrapText(!SafeText.isSlowToWrap(text)));
  }

  private void watchTooltip(Labeled labeled) {
    labeled
        .tooltipProperty()
        .subscribe(
            tooltip -> {
              if (tooltip != null) {
                watch((Window) tooltip);
              }
            });
  }

  /** A bound text follows another, which is watched itself. */
  private void watch(StringProperty text) {
    text.subscribe(
        shown -> {
          String fit = shown == null ? null : fit(shown);
          if (fit != null && !fit.equals(shown) && !text.isBound()) {
            text.set(fit);
          }
        });
  }

  private String fit(String text) {
    return failed.containsKey(text) ? SafeText.ascii(text) : SafeText.of(text);
  }

  /**
   * After something could not be laid out: finds the texts that cannot be, and shows them as plain
   * letters from now on. Says so once in the log.
   *
   * @return whether there were any
   */
  public boolean makePlain() {
    ComplexScripts.handBack();
    Set<String> found = new HashSet<>();
    for (Window window : Window.getWindows()) {
      if (window.getScene() != null) {
        find(window.getScene().getRoot(), found);
      }
    }
    found.forEach(text -> failed.put(text, true));
    if (!found.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "A text cannot be laid out, and is shown in plain letters: {0}",
          SafeText.ascii(found.iterator().next()));
    }
    return !found.isEmpty();
  }

  private static void find(Node node, Set<String> found) {
    try {
      var _ = node.getBoundsInLocal();
      switch (node) {
        case TextFlow flow -> flow.prefHeight(flow.getWidth());
        case Labeled labeled -> labeled.prefHeight(labeled.getWidth());
        default -> {}
      }
    } catch (RuntimeException _) {
      addTexts(node, found);
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> find(child, found));
    }
  }

  private static void addTexts(Node node, Set<String> found) {
    switch (node) {
      case Labeled labeled when labeled.getText() != null -> found.add(labeled.getText());
      case Text text -> found.add(text.getText());
      case TextFlow flow -> flow.getChildren().forEach(child -> addTexts(child, found));
      default -> {}
    }
  }
}
