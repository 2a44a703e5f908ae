package dev.keyporter.proxy.cli;

import dev.keyporter.proxy.export.Json;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code keyporter completion}. */
@Command(
    name = "completion",
    description = {
      "Print a script that lets a shell complete commands and options.",
      "bash, in ~/.bashrc: source <(keyporter completion bash)",
      "zsh, in ~/.zshrc: source <(keyporter completion zsh)",
      "fish: keyporter completion fish > ~/.config/fish/completions/keyporter.fish"
    },
    footer = {"", "Example: keyporter completion fish"})
final class CompletionCommand implements Runnable {
  /** The shells there is a script for. */
  enum Shell {
    BASH,
    ZSH,
    FISH
  }

  private final Store store;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "SHELL",
      completionCandidates = EnumNames.OfShell.class,
      description = "bash, zsh or fish.")
  private Shell shell = Shell.BASH;

  CompletionCommand(Store store) {
    this.store = store;
  }

  @Override
  public void run() {
    CommandLine root = spec.root().commandLine();
    String script =
        switch (shell) {
          // picocli's script looks for itself which of the two reads it.
          case BASH, ZSH -> AutoComplete.bash(root.getCommandName(), root);
          case FISH -> new FishCompletion(root).script();
        };
    store.print(Json.object().put("script", script), script.stripTrailing());
  }
}
