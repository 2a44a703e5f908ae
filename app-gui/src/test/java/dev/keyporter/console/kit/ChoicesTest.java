package dev.keyporter.console.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.skin.ComboBoxListViewSkin;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** A box whose entries change shows the one chosen, and its arrow keys begin there. */
class ChoicesTest {
  /** Two may have one name, and one may get another name. */
  private record Thing(int id, String name) {}

  private final Random random = new Random(9);

  @Test
  void whatIsShownIsWhatIsChosenWhateverIsOfferedAfterIt() throws Exception {
    onFx(
        () -> {
          var box = new ComboBox<Thing>();
          box.setConverter(new Names<>(Thing::name));
          box.setPromptText("Choose");
          show(box);
          for (int step = 0; step < 500; step++) {
            List<Thing> things = things();
            @Nullable Thing kept = box.getValue();
            if (kept != null && random.nextBoolean()) {
              things.add(random.nextInt(things.size() + 1), kept);
            }
            Thing chosen = things.contains(kept) ? kept : random.nextBoolean() ? any(things) : null;
            Choices.offer(box, List.copyOf(things), chosen);
            assertShows(box, chosen, things + " of which " + chosen);
          }
          return true;
        });
  }

  private static void assertShows(ComboBox<Thing> box, @Nullable Thing chosen, String offered) {
    draw(box);
    var shown = (ListCell<?>) ((ComboBoxListViewSkin<?>) box.getSkin()).getDisplayNode();
    assertEquals(chosen == null ? "Choose" : chosen.name(), shown.getText(), offered);
    assertEquals(chosen, box.getValue(), offered);
    assertEquals(chosen, box.getSelectionModel().getSelectedItem(), offered);
    assertEquals(
        box.getItems().indexOf(chosen), box.getSelectionModel().getSelectedIndex(), offered);
  }

  @Test
  void whatIsTypedStaysWhateverIsSuggested() throws Exception {
    onFx(
        () -> {
          var field = new ComboBox<String>();
          field.setEditable(true);
          show(field);
          for (int step = 0; step < 500; step++) {
            List<String> names = things().stream().map(Thing::name).distinct().toList();
            String typed = random.nextBoolean() || names.isEmpty() ? "ty" : names.getFirst();
            field.getEditor().setText(typed);
            field.getEditor().positionCaret(1);
            Choices.suggest(field, names, typed);
            draw(field);
            assertEquals(typed, field.getEditor().getText(), () -> "over " + names);
            assertEquals(1, field.getEditor().getCaretPosition(), () -> "over " + names);
            assertEquals(names.indexOf(typed), field.getSelectionModel().getSelectedIndex(), typed);
          }
          return true;
        });
  }

  private List<Thing> things() {
    List<Thing> things = new ArrayList<>();
    for (int id = random.nextInt(3); id < 6; id += 1 + random.nextInt(3)) {
      things.add(new Thing(id, "name " + random.nextInt(3)));
    }
    return things;
  }

  private Thing any(List<Thing> things) {
    return things.get(random.nextInt(things.size()));
  }

  private static void show(ComboBox<?> box) {
    var root = new StackPane(box);
    var _ = new Scene(root, 300, 100);
    draw(box);
  }

  private static void draw(ComboBox<?> box) {
    box.getParent().applyCss();
    box.getParent().layout();
  }

  private static void onFx(Callable<Boolean> test) throws Exception {
    FxToolkit.registerPrimaryStage();
    WaitForAsyncUtils.waitForAsyncFx(60_000, test);
  }
}
