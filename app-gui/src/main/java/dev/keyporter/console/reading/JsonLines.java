package dev.keyporter.console.reading;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.keyporter.console.reading.JsonLine.Kind;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** A text in lines: JSON laid out, anything else as it is. Made off the window's thread. */
public final class JsonLines {
  /** A body of more lines is shown up to here. */
  private static final int MOST_LINES = 500_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /** An object or list whose end has not come. */
  private static final class Opened {
    private final int line;
    private int size;

    Opened(int line) {
      this.line = line;
    }
  }

  private final List<JsonLine> lines = new ArrayList<>();
  private final Deque<Opened> opened = new ArrayDeque<>();
  private boolean isJson = true;

  private JsonLines() {}

  /** Lays a text out where it is JSON, one value or several; else its lines as they are. */
  public static JsonLines pretty(String text) {
    Beside.mayTakeLong(text.length());
    var lines = new JsonLines();
    try (JsonParser parser = FACTORY.createParser(text)) {
      while (parser.nextToken() != null && lines.lines.size() < MOST_LINES) {
        lines.add(parser);
      }
      if (lines.lines.isEmpty()) {
        return plain(text);
      }
    } catch (IOException _) {
      return plain(text);
    }
    return lines;
  }

  /** Lays out the data of each event of a stream; the other lines as they are. */
  public static JsonLines prettyEvents(String text) {
    Beside.mayTakeLong(text.length());
    var events = new JsonLines();
    text.lines().limit(MOST_LINES).forEach(events::addEventLine);
    return events;
  }

  private void addEventLine(String line) {
    if (line.startsWith("data:")) {
      JsonLines data = pretty(line.substring("data:".length()));
      if (data.isJson && data.size() > 1) {
        lines.add(raw("data:"));
        int offset = lines.size();
        data.lines.forEach(
            inner -> lines.add(inner.opens() ? at(inner, inner.end() + offset) : inner));
        return;
      }
    }
    lines.add(raw(line));
  }

  private static JsonLine raw(String line) {
    return new JsonLine(0, "", Kind.RAW, line, false, -1, 0);
  }

  private static JsonLine at(JsonLine line, int end) {
    return new JsonLine(
        line.depth(), line.name(), line.kind(), line.value(), line.hasComma(), end, line.size());
  }

  /** The text's lines as they are. */
  public static JsonLines plain(String text) {
    Beside.mayTakeLong(text.length());
    var plain = new JsonLines();
    plain.isJson = false;
    text.lines().limit(MOST_LINES).forEach(line -> plain.lines.add(raw(line)));
    return plain;
  }

  /** Whether it was JSON that could be laid out. */
  public boolean isJson() {
    return isJson;
  }

  public int size() {
    return lines.size();
  }

  /** The lines, from the first to the last. */
  public List<JsonLine> lines() {
    return Collections.unmodifiableList(lines);
  }

  private void add(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.FIELD_NAME) {
      return;
    }
    if (token.isStructEnd()) {
      close(token.asString());
      return;
    }
    if (!opened.isEmpty() && opened.element().size++ > 0) {
      int last = lines.size() - 1;
      lines.set(last, with(lines.get(last), true));
    }
    String field = name(parser);
    if (token.isStructStart()) {
      var bracket = token == JsonToken.START_OBJECT ? "{" : "[";
      opened.push(new Opened(lines.size()));
      lines.add(new JsonLine(opened.size() - 1, field, Kind.BRACKET, bracket, false, -1, 0));
      return;
    }
    boolean isText = token == JsonToken.VALUE_STRING;
    String value = isText ? quoted(parser.getText()) : parser.getText();
    lines.add(
        new JsonLine(
            opened.size(), field, isText ? Kind.STRING : Kind.NUMBER, value, false, -1, 0));
  }

  private static String name(JsonParser parser) throws IOException {
    String name = parser.currentName();
    return name == null ? "" : quoted(name);
  }

  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  private static JsonLine with(JsonLine line, boolean hasComma) {
    return new JsonLine(
        line.depth(), line.name(), line.kind(), line.value(), hasComma, line.end(), line.size());
  }

  private void close(String bracket) {
    Opened begin = opened.pop();
    JsonLine line = lines.get(begin.line);
    int size = begin.size;
    if (size == 0) {
      lines.set(
          begin.line,
          new JsonLine(
              line.depth(), line.name(), Kind.BRACKET, line.value() + bracket, false, -1, 0));
      return;
    }
    lines.set(
        begin.line,
        new JsonLine(
            line.depth(), line.name(), Kind.BRACKET, line.value(), false, lines.size(), size));
    lines.add(new JsonLine(line.depth(), "", Kind.BRACKET, bracket, false, -1, 0));
  }
}
