package dev.keyporter.console.listing;

import dev.keyporter.console.kit.ConfirmDialog;
import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.usage.UsageFilter;
import dev.keyporter.model.usage.UsagePeriod;
import java.time.Instant;
import java.util.concurrent.Callable;
import javafx.scene.control.CheckBox;

/**
 * Asks before something is deleted: counts what would stop working, wants the name typed, and
 * leaves it to an explicit choice whether what was recorded goes, too.
 *
 * @param title the question in short
 * @param name has to be typed
 * @param impact tells in whole sentences what would stop working; may block
 * @param delete hides it; what was recorded stays
 * @param erase deletes it with everything recorded of it
 * @param done said afterwards
 */
public record Deletion(
    String title,
    String name,
    Callable<Impact> impact,
    Runnable delete,
    Runnable erase,
    String done) {
  /**
   * What a deletion would do.
   *
   * @param words what stops working
   * @param eraseWords names the choice to erase what was recorded
   */
  public record Impact(String words, String eraseWords) {}

  /** How many requests of something are on record, which an impact has to tell; blocks. */
  public static long requests(Workspace workspace, UsageFilter of) {
    Instant now = workspace.times().clock().instant();
    return workspace.database().usage().total(new UsagePeriod(Instant.EPOCH, now), of).requests();
  }

  /** Opens the question, once its figures are there. */
  public void ask(Workspace workspace) {
    workspace
        .background()
        .run(
            impact,
            found -> open(workspace, found),
            failure -> workspace.notices().say(Failure.of(failure)));
  }

  private void open(Workspace workspace, Impact found) {
    var texts = Texts.of(Deletion.class);
    var erases = new CheckBox(found.eraseWords());
    erases.setId("confirm-erase");
    erases.setWrapText(true);
    workspace
        .dialogs()
        .open(
            new ConfirmDialog(
                    workspace.dialogs(),
                    title,
                    found.words(),
                    texts.text("delete"),
                    name,
                    () -> new Edits(workspace).make(erases.isSelected() ? erase : delete, done))
                .withChoice(erases));
  }
}
