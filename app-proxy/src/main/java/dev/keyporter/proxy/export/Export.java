package dev.keyporter.proxy.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyporter.model.refusal.RefusedRequests;
import dev.keyporter.model.traffic.RequestSummary;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes things one after the other, holding none of them.
 *
 * @param <T> the things
 */
public final class Export<T> {
  /** The forms it writes. */
  public enum Format {
    /** With a heading, as RFC 4180 has it. */
    CSV,
    /** One JSON object a line. */
    JSONL,
    /** One array. */
    JSON
  }

  private final PrintWriter out;
  private final Format format;
  private final List<String> names;
  private final Function<T, ObjectNode> json;
  private long written;

  private Export(PrintWriter out, Format format, List<String> names, Function<T, ObjectNode> json) {
    this.out = out;
    this.format = format;
    this.names = names;
    this.json = json;
  }

  /** An export of recorded requests. */
  public static Export<RequestSummary> ofRequests(PrintWriter out, Format format) {
    return new Export<>(out, format, RequestJson.names(), RequestJson::of);
  }

  /** An export of counts of refused requests. */
  public static Export<RefusedRequests> ofRefusals(PrintWriter out, Format format) {
    return new Export<>(out, format, RefusalJson.names(), RefusalJson::of);
  }

  public void begin() {
    switch (format) {
      case CSV -> row(names.stream());
      case JSON -> out.print("[");
      case JSONL -> {}
    }
  }

  public void write(T thing) {
    ObjectNode object = json.apply(thing);
    switch (format) {
      case CSV -> row(object.valueStream().map(Export::cell));
      case JSONL -> out.print(Json.line(object) + "\n");
      case JSON -> out.print((written == 0 ? "\n" : ",\n") + Json.line(object));
    }
    written++;
  }

  public void end() {
    switch (format) {
      case JSON -> out.println("\n]");
      case CSV, JSONL -> out.flush();
    }
  }

  private void row(Stream<String> cells) {
    out.print(cells.collect(Collectors.joining(",")) + "\r\n");
  }

  private static String cell(JsonNode value) {
    if (value.isNull()) {
      return "";
    }
    String text = Json.text(value);
    // Others chose these texts, and a spreadsheet would run one that looks like a formula.
    boolean isFormula =
        value.isTextual() && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    String shown = isFormula ? "'" + text : text;
    boolean isPlain = shown.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
    return isPlain ? shown : '"' + shown.replace("\"", "\"\"") + '"';
  }
}
