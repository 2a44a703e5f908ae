package dev.keyporter.db.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CutTest {
  private static final String LONG = "A <long> text, \"quoted\".\n".repeat(20) + "Größe \u001b 😀";

  @Test
  void aTextIsStoredOnceAndTheBodyRefersToItHoweverItIsEscaped() {
    for (Escaping escaping : Escaping.values()) {
      String body = "{\"input\":\"" + new String(escaping.escape(LONG), UTF_8) + "\"}";
      Cut cut = requireNonNull(Cut.of(body.getBytes(UTF_8), LONG));
      assertEquals(List.of(LONG), cut.text().parts().stream().map(CutText.Part::content).toList());
      assertNull(cut.text().rest());
      assertEquals(
          List.of(escaping),
          cut.body().pieces().stream()
              .filter(CutBody.Text.class::isInstance)
              .map(piece -> ((CutBody.Text) piece).escaping())
              .toList());
    }
  }

  @Test
  void aTextThatIsEscapedInNoKnownWayStaysAsItStands() {
    String body = "{\"input\":\"" + "a\\u0062c ".repeat(100) + "\"}";
    Cut cut = requireNonNull(Cut.of(body.getBytes(UTF_8), "abc ".repeat(100)));
    assertTrue(cut.body().pieces().stream().allMatch(CutBody.Raw.class::isInstance));
  }

  @Test
  void aShortEndOfATextIsTheRest() {
    String prompt = LONG + "\nok";
    String body =
        "[\"" + new String(Escaping.PLAIN.escape(LONG), UTF_8) + "\",\"ok\"]" + " ".repeat(99);
    Cut cut = requireNonNull(Cut.of(body.getBytes(UTF_8), prompt));
    assertEquals(List.of(LONG), cut.text().parts().stream().map(CutText.Part::content).toList());
    assertEquals("ok", cut.text().rest());
  }

  @Test
  void aStringThatGrowsIsCutAtTheSamePlacesAgain() {
    String before = "User: one line of many, number 12345.\n".repeat(500);
    List<CutText.Part> parts = parts(before);
    List<CutText.Part> grown = parts(before + "Assistant: more.\n".repeat(300));
    assertTrue(parts.size() > 5);
    assertEquals(fingerprints(parts), fingerprints(grown).subList(0, parts.size()));
  }

  private static List<CutText.Part> parts(String text) {
    String body = "{\"input\":\"" + new String(Escaping.PLAIN.escape(text), UTF_8) + "\"}";
    return requireNonNull(Cut.of(body.getBytes(UTF_8), text)).text().parts();
  }

  private static List<Fingerprint> fingerprints(List<CutText.Part> parts) {
    return parts.stream().map(CutText.Part::fingerprint).toList();
  }

  @Test
  void whatIsTheSameInTwoBodiesIsCutAlikeWhateverStandsBefore() {
    var random = new Random(1);
    byte[] same = new byte[200_000];
    random.nextBytes(same);
    byte[] other = new byte[same.length + 12_345];
    random.nextBytes(other);
    System.arraycopy(same, 0, other, 12_345, same.length);
    var known = new HashSet<Fingerprint>();
    requireNonNull(Cut.of(same, null)).body().pieces().forEach(p -> known.add(p.fingerprint()));
    long shared =
        requireNonNull(Cut.of(other, null)).body().pieces().stream()
            .filter(piece -> known.contains(piece.fingerprint()))
            .mapToLong(piece -> piece instanceof CutBody.Raw(int from, int to, _) ? to - from : 0)
            .sum();
    assertTrue(shared > 180_000, shared + " bytes");
  }
}
