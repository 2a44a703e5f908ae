package dev.keyporter.proxy.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyporter.db.Database;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.model.access.Secret;
import dev.keyporter.proxy.export.Json;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a command works on: the database it opens for as long as it runs, and its two outputs. */
final class Store {
  private final Terminal terminal;
  private final CommonOptions options;

  Store(Terminal terminal, CommonOptions options) {
    this.terminal = terminal;
    this.options = options;
  }

  Terminal terminal() {
    return terminal;
  }

  DatabaseSettings databaseSettings() {
    return options.databaseSettings(terminal);
  }

  boolean isJson() {
    return options.isJson();
  }

  /** The master key, where the environment gives it. */
  @Nullable Secret masterKey() {
    return terminal.variable("KEYPORTER_MASTER_KEY").map(Secret::new).orElse(null);
  }

  /** Opens the database, works, and closes it. */
  void with(Consumer<Database> work) {
    try (Database database = Database.open(databaseSettings(), terminal.clock(), masterKey())) {
      work.accept(database);
    }
  }

  /** Prints a command's result in the form that was asked for. */
  void print(JsonNode json, String words) {
    terminal.out().println(options.isJson() ? Json.pretty(json) : words);
  }

  /** Prints a list in the form that was asked for. */
  <T> void printAll(
      List<T> values,
      Function<T, ? extends JsonNode> json,
      Function<List<T>, Table> table,
      String whenEmpty) {
    if (options.isJson()) {
      terminal.out().println(Json.pretty(Json.array(values.stream().map(json).toList())));
    } else if (values.isEmpty()) {
      terminal.out().println(whenEmpty);
    } else {
      table.apply(values).print(terminal.out());
    }
  }
}
