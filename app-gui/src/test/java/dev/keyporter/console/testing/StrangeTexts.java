package dev.keyporter.console.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/** Texts that strangers may send, by what is strange about them. */
public final class StrangeTexts {
  /** The cell on which the window once froze. */
  public static final String CELL = "الأرض, Земля, 🌍";

  private static final List<String> PIECES =
      List.of(
          "ا", "لأ", "א", "a", " ", "🌍", "\u202e", "\u202c", "\u2067", "\u2069", "\u0301", "\t",
          "\n", "\ud83d", "\ude00", "\u200d", "地", "1", "प", "्", "\u0000", "\u2028", "👩‍👧", "ก",
          "ำ", "<b>", "|", "*", "`", "[", "](");

  private StrangeTexts() {}

  /** Short ones, of which any control may show any. */
  public static Map<String, String> all() {
    var texts = new LinkedHashMap<String, String>();
    texts.put("the cell", CELL);
    texts.put("one Arabic word", "الأرض");
    texts.put("Arabic", "مرحبا بكم في هذا العالم الجميل ".repeat(9));
    texts.put("Hebrew", "שלום עולם זה טקסט ארוך ".repeat(9));
    texts.put("Hindi", "यह एक लंबा पाठ है जो लपेटा जाएगा ".repeat(9));
    texts.put("Thai", "ภาษาไทยไม่มีช่องว่างระหว่างคำ".repeat(9));
    texts.put("a script beyond the first plane", "𞤀𞤣𞤤𞤢𞤥 𞤆𞤵𞤤𞤢𞤪".repeat(9));
    texts.put("Chinese", "地球は青かった。世界你好안녕하세요".repeat(9));
    texts.put("digits in Arabic", "٠١٢٣ 123 ۱۲۳ -12% نص 3.5$ ".repeat(9));
    texts.put("overrides", "a\u202eb\u202d c\u202c\u202c x\u2066y\u2067z\u2068w\u2069\u2069 end");
    texts.put("overrides without end", "\u202e\u2067\u2068abc אבג 123".repeat(50));
    texts.put("marks on a letter", "a" + "\u0301".repeat(3_000) + " b");
    texts.put("marks on every letter", ("Z" + "\u0320\u0334\u0301".repeat(30)).repeat(60));
    texts.put(
        "emoji", "👩‍👩‍👧‍👦 👨🏽‍💻 🏳️‍🌈 🇩🇪🇫🇷🇽 1️⃣ #️⃣ ❤️ ☺︎ 🏴󠁧󠁢󠁥󠁮󠁧󠁿".repeat(9));
    texts.put("joined without end", "👩" + "\u200d👩".repeat(2_000));
    texts.put("emoji among Arabic", "مرحبا 🌍🌍 بكم 👩‍👩‍👧‍👦 ".repeat(9));
    texts.put("halves of characters", "a\ud83d b\ude00 \ude00\ud83d ا\ud83dب");
    texts.put("controls", "a\u0000b\u0007\b\u000b\f\u001b[31mred\u007f\u0085\u009f");
    texts.put("line ends", "a\u2028b\u2029c\u0085d\r\ne\rf\n\rg\n\n\nh");
    texts.put("nothing to see", "a\u200b\u200c\u200d\u2060\ufeffb\u00adc\u034f\u061c".repeat(99));
    texts.put("hidden tags", "a\udb40\udc48\udb40\udc49 b");
    texts.put("no characters", "\uffff\ufffe\ufdd0\udbff\udfff");
    texts.put("tabs and spaces", "\t\tال\t " + " ".repeat(900) + "\u00a0\u1680\u3000".repeat(90));
    texts.put("a long word", "x".repeat(100_000));
    texts.put("a long Arabic word", "لأ".repeat(50_000));
    texts.put("a long line", "five MB ".repeat(655_360));
    texts.put("many lines", "line\n".repeat(100_000));
    texts.put("deep quotes", ">".repeat(20_000) + " a");
    texts.put("deep lists", "- ".repeat(9_000) + "a");
    texts.put("deep emphasis", "*a **b ".repeat(5_000) + "** *".repeat(5_000));
    texts.put("brackets", "[".repeat(40_000) + "](".repeat(9_000));
    texts.put("deep JSON", "[".repeat(100_000));
    texts.put("JSON just deep enough", "[".repeat(900) + "1" + "]".repeat(900));
    texts.put("a long name in JSON", "{\"" + "n".repeat(900_000) + "\":\"" + CELL + "\"}");
    texts.put("a large table", "|a|b|\n|-|-|\n" + ("|" + CELL + "|2|\n").repeat(3_000));
    texts.put(
        "a wide table", "|a".repeat(500) + "|\n" + "|-".repeat(500) + "|\n" + "|ا".repeat(500));
    texts.put("a table", "|a|b|\n|-|-|\n|" + CELL + "|" + CELL + "|\n");
    texts.put(
        "hostile links", "[a](javascript:alert(1)) ![b](file:///etc/passwd) <http://x\u202e>");
    texts.put("HTML", "<script>alert(1)</script><img src=x onerror=y>\n\n<iframe src=\"//x\">");
    return texts;
  }

  /** Of {@link #all} those that harm most in few places, as where somebody types them. */
  public static List<String> nastiest() {
    Map<String, String> all = all();
    return Stream.of(
            "the cell",
            "overrides without end",
            "marks on a letter",
            "joined without end",
            "halves of characters",
            "controls",
            "no characters",
            "a long Arabic word")
        .map(all::get)
        .map(Objects::requireNonNull)
        .toList();
  }

  /** Any mix of what is strange, the same at each run. */
  public static List<String> mixed(int count) {
    var random = new Random(10);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      var text = new StringBuilder();
      for (int length = 1 + random.nextInt(40); length > 0; length--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      texts.add(text.toString());
    }
    return texts;
  }
}
