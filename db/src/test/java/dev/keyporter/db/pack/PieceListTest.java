package dev.keyporter.db.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.db.pack.PieceList.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PieceListTest {
  @Test
  void readsWhatItWrote() {
    var random = new Random(3);
    var texts = new ArrayList<Integer>();
    var pieces = new ArrayList<Entry>();
    for (int i = 0; i < 500; i++) {
      texts.add(random.nextInt(PackIds.FIRST_PIECE));
      boolean isText = random.nextBoolean();
      int number = random.nextInt(PackIds.FIRST_PIECE);
      Escaping escaping = Escaping.of(1 + random.nextInt(3));
      pieces.add(
          isText ? new Entry(number, escaping) : new Entry(PackIds.FIRST_PIECE + number, null));
    }
    var list = new PieceList(texts, pieces);
    assertEquals(list, PieceList.read(list.bytes()));
    assertEquals(
        new PieceList(List.of(), List.of()),
        PieceList.read(new PieceList(List.of(), List.of()).bytes()));
  }

  @Test
  void takesAByteForWhatFollowsTheOneBefore() {
    List<Integer> texts = IntStream.range(0, 100).boxed().toList();
    List<Entry> pieces = texts.stream().map(text -> new Entry(text, Escaping.PLAIN)).toList();
    assertTrue(new PieceList(texts, pieces).bytes().length <= 202);
  }

  @Test
  void refusesWhatWasCutOff() {
    byte[] bytes = new PieceList(List.of(), List.of(new Entry(70_000, Escaping.PLAIN))).bytes();
    byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
    assertThrows(IllegalStateException.class, () -> PieceList.read(cut));
  }
}
