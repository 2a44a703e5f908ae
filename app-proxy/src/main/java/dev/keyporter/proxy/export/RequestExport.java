package dev.keyporter.proxy.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyporter.model.traffic.RequestSummary;
import java.io.PrintWriter;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes requests one after the other, holding none of them. */
public final class RequestExport {
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
  private long written;

  public RequestExport(PrintWriter out, Format format) {
    this.out = out;
    this.format = format;
  }

  public void begin() {
    switch (format) {
      case CSV -> row(RequestJson.COLUMNS.stream().map(RequestJson.Column::name));
      case JSON -> out.print("[");
      case JSONL -> {}
    }
  }

  public void write(RequestSummary request) {
    ObjectNode json = RequestJson.of(request);
    switch (format) {
      case CSV -> row(json.valueStream().map(RequestExport::cell));
      case JSONL -> out.print(Json.line(json) + "\n");
      case JSON -> out.print((written == 0 ? "\n" : ",\n") + Json.line(json));
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
