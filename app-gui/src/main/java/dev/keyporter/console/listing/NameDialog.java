package dev.keyporter.console.listing;

import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.workspace.Workspace;
import java.util.function.Consumer;
import javafx.scene.control.TextField;

/** Asks for another name. */
public final class NameDialog {
  private NameDialog() {}

  /**
   * Opens it.
   *
   * @param title the question in short
   * @param hint a word on what the name is for; may be empty
   * @param rename gives the thing its new name; may block
   */
  public static void open(
      Workspace workspace, String title, String name, String hint, Consumer<String> rename) {
    var texts = Texts.of(NameDialog.class);
    var field = new TextField(name);
    field.setId("rename-name");
    var form = new Form(workspace.background(), texts.text("rename"));
    form.field(texts.text("name"), field, hint);
    form.onSubmit(
        () -> {
          String typed = field.getText().strip();
          return () -> {
            rename.accept(typed);
            return typed;
          };
        },
        _ -> workspace.dialogs().close());
    new FormDialog(workspace.dialogs(), title, form).open();
    field.selectAll();
  }
}
