package dev.keyporter.console.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
  private static final String LAID_OUT =
      """
      {
        "a": [
          1,
          {
            "b": "x\\"y\\n"
          },
          []
        ],
        "c": {},
        "d": null,
        "e": 1.50
      }\
      """;

  private static List<String> texts(JsonLines lines) {
    return lines.lines().stream().map(JsonLine::text).toList();
  }

  @Test
  void laysOutWhatStandsOnOneLineAndChangesNoFigure() {
    JsonLines lines =
        JsonLines.pretty("{\"a\":[1,{\"b\":\"x\\\"y\\n\"},[]],\"c\":{},\"d\":null,\"e\":1.50}");
    assertTrue(lines.isJson());
    assertEquals(LAID_OUT, String.join("\n", texts(lines)));
    assertEquals(LAID_OUT, String.join("\n", texts(JsonLines.pretty(LAID_OUT))));
  }

  @Test
  void leavesWhatIsNotJsonAsItIs() {
    JsonLines lines = JsonLines.pretty("{\"a\": 1\nnot JSON");
    assertFalse(lines.isJson());
    assertEquals(List.of("{\"a\": 1", "not JSON"), texts(lines));
  }

  @Test
  void foldsFromABracketToItsEnd() {
    JsonLines lines = JsonLines.pretty(LAID_OUT);
    var folding = new Folding(lines.lines());
    assertTrue(folding.toggle(1));
    assertEquals("{|\"a\": [|\"c\": {},|\"d\": null,|\"e\": 1.50|}", seen(lines, folding));
    folding.reveal(4);
    assertEquals(lines.size(), folding.visible().size());
    folding.foldFrom(1);
    assertEquals("{|\"a\": [|\"c\": {},|\"d\": null,|\"e\": 1.50|}", seen(lines, folding));
    folding.foldFrom(0);
    assertEquals("{", seen(lines, folding));
    assertFalse(folding.toggle(2), "a number opens nothing");
  }

  private static String seen(JsonLines lines, Folding folding) {
    return folding.visible().stream()
        .map(line -> lines.lines().get(line).text().strip())
        .collect(Collectors.joining("|"));
  }

  @Test
  void laysOutTheDataOfEvents() {
    JsonLines lines = JsonLines.prettyEvents("event: x\ndata: {\"a\":[1]}\n\ndata: [DONE]\n");
    assertEquals(
        List.of("event: x", "data:", "{", "  \"a\": [", "    1", "  ]", "}", "", "data: [DONE]"),
        texts(lines));
    var folding = new Folding(lines.lines());
    folding.toggle(2);
    assertEquals("event: x|data:|{||data: [DONE]", seen(lines, folding));
  }

  @Test
  void holdsLargeBodies() {
    String body = "[" + "{\"text\":\"word word word\",\"n\":[1,2,3]},".repeat(40_000) + "null]";
    JsonLines lines = JsonLines.pretty(body);
    assertEquals(40_000 * 8 + 3, lines.size());
    assertEquals(40_001, lines.lines().getFirst().size());
  }
}
