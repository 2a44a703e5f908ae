package dev.keyporter.console.lettering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.console.testing.StrangeTexts;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SafeTextTest {
  @Test
  void leavesUsualTextsAsTheyAre() {
    for (String usual :
        new String[] {"", "plain words\n\tand lines", "Größe – „ok“ …", "Земля", "地球は青かった", "안녕"}) {
      assertSame(usual, SafeText.of(usual));
    }
    for (String fine :
        new String[] {
          "الأرض", "שָׁלוֹם", "यह एक", "ภาษาไทย", "می\u200cخواهم", "x₁ ≤ y² €", "e\u0301"
        }) {
      assertEquals(fine, SafeText.of(fine));
    }
  }

  @Test
  void namesWhatTurnsRoundHidesOrIsHalf() {
    assertEquals("a[U+202E]b", SafeText.of("a\u202eb"));
    assertEquals("[U+2067]x[U+2069]", SafeText.of("\u2067x\u2069"));
    assertEquals("[U+0000][U+001B][31m", SafeText.of("\u0000\u001b[31m"));
    assertEquals("a[U+D83D] [U+DE00]", SafeText.of("a\ud83d \ude00"));
    assertEquals("a[U+E0048]b", SafeText.of("a\udb40\udc48b"));
    assertEquals("[U+FFFF]", SafeText.of("\uffff"));
  }

  @Test
  void breaksLinesInOneWay() {
    assertEquals("a\nb\nc\nd\ne\nf\ng", SafeText.of("a\r\nb\rc\u2028d\u2029e\u0085f\u000bg"));
    assertEquals("a b", SafeText.line(" a\n\n\tb "));
  }

  @Test
  void countsMarksThatNoLanguageNeeds() {
    assertEquals(
        "a" + "\u0301".repeat(6) + "[U+0301 ×99] b", SafeText.of("a" + "\u0301".repeat(99) + " b"));
    assertEquals("a" + "\u200b".repeat(6) + "[U+200B ×9]", SafeText.of("a" + "\u200b".repeat(9)));
  }

  @Test
  void cutsWhatIsTooLongForOneControlBetweenCharacters() {
    String cut = SafeText.of("x".repeat(SafeText.LONGEST - 1) + "🌍" + "y".repeat(9));
    assertEquals("x".repeat(SafeText.LONGEST - 1) + "…", cut);
  }

  @Test
  void isSafeOnceItIsMadeSo() {
    Stream.concat(StrangeTexts.all().values().stream(), StrangeTexts.mixed(300).stream())
        .map(SafeText::of)
        .forEach(safe -> assertEquals(safe, SafeText.of(safe)));
  }

  @Test
  void isPlainWhereNothingElseHelps() {
    assertEquals("a [U+0627][U+1F30D]\n", SafeText.ascii("a ا🌍\n"));
    assertTrue(SafeText.ascii("x".repeat(99_999)).length() <= SafeText.LONGEST);
  }

  @Test
  void seesWhereAnEmojiEnds() {
    for (String one :
        new String[] {"🌍", "👩‍👩‍👧‍👦", "👍🏽", "❤️", "🇩🇪", "1️⃣", "#⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"}) {
      assertEquals(one.length(), Emoji.lengthAt(one + "a", 0), one);
    }
    for (String none : new String[] {"a", "1", "#", "©", "地", "ا"}) {
      assertEquals(0, Emoji.lengthAt(none + "a", 0), none);
    }
  }
}
