package dev.keyporter.proxy.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RoundsTest {
  private final LinkedBlockingQueue<String> looks = new LinkedBlockingQueue<>();
  private final Rounds<String> rounds = new Rounds<>("rounds", Duration.ofMillis(1), looks::add);

  @Test
  void looksAgainAndAgain() throws Exception {
    rounds.add("a");
    for (int i = 0; i < 3; i++) {
      assertEquals("a", looks.poll(20, TimeUnit.SECONDS));
    }
    rounds.remove("a");
  }

  /** Its thread may be ending just then. */
  @Test
  void looksAtWhatComesWhenNothingWasLeft() throws Exception {
    for (int i = 0; i < 200; i++) {
      String member = "m" + i;
      rounds.add(member);
      String look = looks.poll(20, TimeUnit.SECONDS);
      while (look != null && !look.equals(member)) {
        look = looks.poll(20, TimeUnit.SECONDS);
      }
      assertEquals(member, look);
      rounds.remove(member);
    }
  }

  @Test
  void goesOnWhateverALookThrows() throws Exception {
    List<Throwable> thrown =
        List.of(
            new OutOfMemoryError("Java heap space"),
            new StackOverflowError(),
            new NoClassDefFoundError("missing"),
            new AssertionError("wrong"),
            new IllegalStateException("unforeseen"));
    var at = new AtomicInteger();
    var failing =
        new Rounds<String>(
            "rounds",
            Duration.ofMillis(1),
            member -> {
              if (member.equals("bad")) {
                throw RoundsTest.<RuntimeException>as(
                    thrown.get(at.getAndIncrement() % thrown.size()));
              }
              looks.add(member);
            });
    failing.add("bad");
    failing.add("good");
    while (at.get() < 2 * thrown.size()) {
      assertEquals("good", looks.poll(20, TimeUnit.SECONDS));
    }
    failing.remove("bad");
    failing.remove("good");
  }

  /** As javac does not let one throw it. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <X extends Throwable> X as(Throwable thrown) throws X {
    throw (X) thrown;
  }

  @Test
  void looksNoMoreAtWhatWasRemoved() throws Exception {
    rounds.add("gone");
    assertEquals("gone", looks.poll(20, TimeUnit.SECONDS));
    rounds.remove("gone");
    rounds.add("there");
    // A look that had begun may still come; after the third of the other it cannot.
    for (int found = 0; found < 3; ) {
      found += "there".equals(looks.poll(20, TimeUnit.SECONDS)) ? 1 : 0;
    }
    looks.clear();
    assertEquals("there", looks.poll(20, TimeUnit.SECONDS));
    List<String> members = new ArrayList<>();
    rounds.forEach(members::add);
    assertEquals(List.of("there"), members);
    rounds.remove("there");
  }
}
