package dev.keyporter.console.about;

import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.Version;
import dev.keyporter.proxy.ProxyState;
import dev.keyporter.proxy.cli.HomeDirectory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What helps to understand a report, and nothing that only its sender should know: no key, no
 * token, no name of an organization or user, no URL of a database; the home directory is a tilde.
 */
final class Diagnostics {
  private Diagnostics() {}

  /** A line for each fact. */
  static String of(Workspace workspace) {
    var facts = new LinkedHashMap<String, String>();
    facts.put("Keyporter", Version.current());
    facts.put(
        "Installed", System.getProperty("jpackage.app-path") == null ? "no, a checkout" : "yes");
    facts.put("Java", property("java.runtime.version") + ", " + property("java.vm.vendor"));
    facts.put("JavaFX", property("javafx.runtime.version"));
    facts.put(
        "System", property("os.name") + " " + property("os.version") + ", " + property("os.arch"));
    facts.put("Language", Locale.getDefault(Locale.Category.DISPLAY).toLanguageTag());
    facts.put("Processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put("Memory", (Runtime.getRuntime().maxMemory() >> 20) + " MiB at most");
    facts.put("Data", withoutHome(workspace.dataDirectory()));
    facts.put("Proxy", words(workspace));
    return facts.entrySet().stream()
        .map(fact -> fact.getKey() + ": " + fact.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private static String words(Workspace workspace) {
    return switch (workspace.proxy().state().get()) {
      case ProxyState.Running _ ->
          workspace.proxy().elsewhere().get() ? "running in another process" : "running";
      case ProxyState.Starting _ -> "starting";
      case ProxyState.Stopping _ -> "stopping";
      case ProxyState.Stopped _ -> "stopped";
      case ProxyState.Failed failed -> "failed: " + failed.reason();
    };
  }

  private static String withoutHome(Path directory) {
    Path home = HomeDirectory.of(System.getenv());
    Path whole = directory.toAbsolutePath().normalize();
    return whole.startsWith(home) ? "~/" + home.relativize(whole) : whole.toString();
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }
}
