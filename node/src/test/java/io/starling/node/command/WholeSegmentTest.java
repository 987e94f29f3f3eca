package io.starling.node.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.storage.id.HashSlot;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class WholeSegmentTest {
  private static final int KEY_COUNT = 1_000;

  private final FakeSegment segment = new FakeSegment(1_000_000);

  @Test
  void scansEveryKeyOnceInSteps() {
    fill();
    List<String> found = walk("segment.scan", "COUNT", "7");
    assertEquals(KEY_COUNT, found.size());
    assertEquals(KEY_COUNT, new TreeSet<>(found).size());
  }

  @Test
  void scansOnlyTheKeysThatMatch() {
    fill();
    assertEquals(10, walk("segment.scan", "MATCH", "key:99?", "COUNT", "100").size());
    assertEquals(KEY_COUNT, walk("segment.scan", "TYPE", "STRING").size());
    assertEquals(0, walk("segment.scan", "TYPE", "hash").size());
  }

  @Test
  void refusesOptionsOfScanAsRedisDoes() {
    assertEquals("-ERR syntax error", show("segment.scan", "0", "COUNT", "0"));
    assertEquals("-ERR syntax error", show("segment.scan", "0", "MATCH"));
    assertEquals(
        "-ERR value is not an integer or out of range", show("segment.scan", "0", "COUNT", "x"));
    assertEquals("-ERR invalid cursor", show("segment.scan", "-1"));
    assertEquals("-ERR invalid cursor", show("segment.scan", "281474976710656"));
  }

  @Test
  void findsAndCountsTheKeysOfASlot() {
    segment.evaluate("MSET", "{tag}1", "a", "{tag}2", "b", "other", "c");
    String slot = String.valueOf(HashSlot.of(Words.bytes("tag")));
    assertEquals("[\"0\", :2]", show("segment.count-in-slot", slot, "0"));
    String keys = show("segment.keys-in-slot", slot, "0");
    assertTrue(keys.contains("{tag}1") && keys.contains("{tag}2") && !keys.contains("other"), keys);
  }

  @Test
  void picksAKeyAtAnyPlaceUnlessThereIsNone() {
    String lastPlace = String.valueOf(SegmentView.CURSOR_LIMIT - 1);
    assertEquals("nil", show("segment.random", lastPlace));
    segment.evaluate("SET", "only", "x");
    assertEquals("\"only\"", show("segment.random", "0"));
    assertEquals("\"only\"", show("segment.random", lastPlace));
  }

  @Test
  void countsAndFlushes() {
    fill();
    assertEquals(":" + KEY_COUNT, show("segment.count"));
    assertEquals("+OK", show("segment.flush"));
    assertEquals(":0", show("segment.count"));
  }

  private void fill() {
    for (int i = 0; i < KEY_COUNT; i++) {
      segment.evaluate("SET", "key:" + i, "v");
    }
  }

  private List<String> walk(String command, String... options) {
    List<String> found = new ArrayList<>();
    String cursor = "0";
    do {
      List<byte[]> words = new ArrayList<>(Words.of(command, cursor));
      words.addAll(Words.of(options));
      Reply.Array step = assertInstanceOf(Reply.Array.class, CommandTable.evaluate(segment, words));
      cursor = text(step.items().get(0));
      Reply.Array keys = assertInstanceOf(Reply.Array.class, step.items().get(1));
      keys.items().forEach(key -> found.add(text(key)));
    } while (!cursor.equals("0"));
    return found;
  }

  private static String text(Reply bulk) {
    return Words.text(assertInstanceOf(Reply.Bulk.class, bulk).bytes());
  }

  private String show(String... words) {
    return Words.show(segment.evaluate(words));
  }
}
