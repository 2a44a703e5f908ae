package dev.keyporter.db.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyporter.model.traffic.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Conversations as programs have them, which send all that was said before each turn. */
final class Conversations {
  private static final String[] WORDS = {
    "cat",
    "River",
    "größe",
    "naïve",
    "<b>",
    "a&b",
    "\"quoted\"",
    "C:\\tmp",
    "😀",
    "日本",
    "\t",
    "\u001b[1m",
    "/path",
    "the",
    "of",
    "\u2028"
  };

  private final Random random;
  private final List<Talk> talks = new ArrayList<>();

  /** One of them; some programs escape more than others, and not all repeat the answers. */
  private static final class Talk {
    private final int escaping;
    private final boolean repeatsAnswers;
    private final String instructions;
    private final List<String> said = new ArrayList<>();

    private Talk(int escaping, boolean repeatsAnswers, String instructions) {
      this.escaping = escaping;
      this.repeatsAnswers = repeatsAnswers;
      this.instructions = instructions;
    }
  }

  Conversations(Random random) {
    this.random = random;
  }

  /** The next turn of one of them. */
  Exchange next(int count) {
    if (talks.isEmpty() || random.nextInt(8) == 0) {
      talks.add(new Talk(random.nextInt(4), random.nextBoolean(), text(random.nextInt(6) * 400)));
    }
    Talk talk = talks.get(random.nextInt(talks.size()));
    if (random.nextInt(20) == 0) {
      talk.said.subList(0, talk.said.size() / 2).clear();
    }
    talk.said.add(text(size()));
    byte[] body = random.nextInt(15) == 0 ? bytes(9000) : body(talk);
    String answer = text(size());
    Exchange exchange = exchange(count, body, prompt(talk), answerBody(answer, talk), answer);
    if (talk.repeatsAnswers) {
      talk.said.add(answer);
    }
    return exchange;
  }

  private int size() {
    return switch (random.nextInt(5)) {
      case 0 -> 3;
      case 1 -> 100;
      case 2 -> 12_000;
      default -> 900;
    };
  }

  private static Exchange exchange(
      int count, byte[] body, @Nullable String prompt, byte[] answerBody, String answer) {
    return new Exchange(
        RecordSamples.id(count),
        RecordSamples.ORGANIZATION,
        "Accept: */*\n",
        body,
        "Content-Type: application/json\n",
        answerBody,
        null,
        prompt,
        answer);
  }

  private byte[] bytes(int most) {
    var bytes = new byte[random.nextInt(most)];
    random.nextBytes(bytes);
    return bytes;
  }

  String text(int length) {
    var text = new StringBuilder();
    while (text.length() < length) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(random.nextInt(12) == 0 ? '\n' : ' ');
      text.append(random.nextInt(1000));
    }
    return text.toString();
  }

  private static String prompt(Talk talk) {
    return talk.instructions + (talk.said.isEmpty() ? "" : "\n" + String.join("\n", talk.said));
  }

  private static byte[] body(Talk talk) {
    var json = new StringBuilder("{\"model\":\"m\",\"input\":[");
    for (String said : talk.said) {
      json.append("{\"role\":\"user\",\"content\":\"").append(escape(said, talk)).append("\"},");
    }
    json.append("{}],\"instructions\":\"").append(escape(talk.instructions, talk)).append("\"}");
    return json.toString().getBytes(UTF_8);
  }

  private static byte[] answerBody(String answer, Talk talk) {
    String text = escape(answer, talk);
    String event = "event: done\ndata: {\"text\":\"" + text + "\"}\n\n";
    return (talk.escaping == 0 ? event.repeat(3) : "{\"output\":\"" + text + "\"}").getBytes(UTF_8);
  }

  private static String escape(String text, Talk talk) {
    var out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        case '/' -> out.append(talk.escaping == 3 ? "\\/" : "/");
        default -> {
          boolean isEscaped =
              c < ' '
                  || (talk.escaping == 1 && c > '~')
                  || (talk.escaping == 2 && "<>&\u2028".indexOf(c) >= 0);
          out.append(isEscaped ? String.format(Locale.ROOT, "\\u%04x", (int) c) : c);
        }
      }
    }
    return out.toString();
  }
}
