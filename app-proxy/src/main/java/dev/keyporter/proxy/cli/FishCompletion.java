package dev.keyporter.proxy.cli;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Writes the completions of a command line for fish, which picocli has no script for. A function
 * tells which command the words typed so far lead to; each completion holds for one such command.
 */
final class FishCompletion {
  private static final String FUNCTION = "__keyporter_at";

  private final CommandLine root;
  private final Set<String> commands = new LinkedHashSet<>();
  private final Set<String> optionsWithValue = new TreeSet<>();
  private final StringBuilder completions = new StringBuilder();

  FishCompletion(CommandLine root) {
    this.root = root;
    add("", root);
  }

  String script() {
    return """
    # Completions of %1$s for fish.
    function %2$s
        set -l found
        set -l is_value 0
        for word in (commandline -opc)[2..-1]
            if test $is_value = 1
                set is_value 0
                continue
            end
            switch $word
                case %3$s
                    set is_value 1
                case '-*'
                case '*'
                    set -l longer (string join ' ' -- $found $word)
                    if contains -- $longer %4$s
                        set -a found $word
                    end
            end
        end
        test "$found" = "$argv[1]"
    end

    complete -c %1$s -f
    %5$s\
    """
        .formatted(
            root.getCommandName(),
            FUNCTION,
            String.join(" ", optionsWithValue),
            String.join(" ", commands.stream().map(FishCompletion::quoted).toList()),
            completions);
  }

  private void add(String path, CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    String condition = " -n " + quoted(FUNCTION + " " + quoted(path));
    for (OptionSpec option : spec.options()) {
      add(condition, option);
    }
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      if (parameter.completionCandidates() != null) {
        complete(condition + " -a " + quoted(candidates(parameter)), parameter.description());
      }
    }
    command
        .getSubcommands()
        .forEach(
            (name, inner) -> {
              String longer = path.isEmpty() ? name : path + " " + name;
              commands.add(longer);
              complete(
                  condition + " -a " + name, inner.getCommandSpec().usageMessage().description());
              add(longer, inner);
            });
  }

  private void add(String condition, OptionSpec option) {
    var line = new StringBuilder(condition);
    for (String name : option.names()) {
      line.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^--?", ""));
    }
    if (option.arity().max() > 0) {
      optionsWithValue.addAll(Set.of(option.names()));
      line.append(option.type() == Path.class ? " -r -F" : " -x");
    }
    if (option.completionCandidates() != null) {
      line.append(" -a ").append(quoted(candidates(option)));
    }
    complete(line.toString(), option.description());
  }

  private void complete(String what, String... description) {
    completions.append("complete -c ").append(root.getCommandName()).append(what);
    if (description.length > 0) {
      completions.append(" -d ").append(quoted(description[0]));
    }
    completions.append('\n');
  }

  private static String candidates(ArgSpec argument) {
    return String.join(" ", argument.completionCandidates());
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
