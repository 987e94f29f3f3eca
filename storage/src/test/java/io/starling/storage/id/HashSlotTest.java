package io.starling.storage.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class HashSlotTest {
  @Test
  void agreesWithTheCheckValueOfCrc16Xmodem() {
    assertEquals(0x31C3 % HashSlot.COUNT, slot("123456789"));
  }

  @Test
  void agreesWithWhatRedisClusterAnswersToClusterKeyslot() {
    assertEquals(12_182, slot("foo"));
    assertEquals(5_061, slot("bar"));
    assertEquals(866, slot("hello"));
    assertEquals(0, slot(""));
  }

  @Test
  void hashesOnlyTheFirstHashTag() {
    assertEquals(slot("user1000"), slot("{user1000}.following"));
    assertEquals(slot("bar"), slot("foo{bar}{zap}"));
    assertEquals(slot("{bar"), slot("foo{{bar}}zap"));
  }

  @Test
  void hashesTheWholeKeyWhenTheTagIsEmptyOrOpen() {
    assertEquals(HashSlot.of(bytes("foo{}{bar}")), slot("foo{}{bar}"));
    assertTrue(slot("foo{}{bar}") != slot("bar"));
    assertTrue(slot("foo{bar") != slot("bar"));
    assertTrue(slot("}foo{") != slot("foo"));
  }

  @Property
  void everyKeyHasASlotAndItsTagHasTheSame(@ForAll byte[] prefix, @ForAll byte[] suffix) {
    byte[] tag = bytes("tag");
    byte[] key = concatenate(without(prefix), bytes("{tag}"), suffix);
    assertEquals(HashSlot.of(tag), HashSlot.of(key));
    assertTrue(HashSlot.of(prefix) >= 0 && HashSlot.of(prefix) < HashSlot.COUNT);
  }

  @Property
  void everySlotLiesWithinTheBoundsOfItsSegment(
      @ForAll @IntRange(max = 16_383) int slot, @ForAll @IntRange(max = 14) int bits) {
    SegmentLayout layout = new SegmentLayout(1 << bits);
    int segment = layout.segmentOfSlot(slot);
    assertTrue(layout.firstSlot(segment) <= slot && slot <= layout.lastSlot(segment));
    assertTrue(segment >= 0 && segment < layout.segmentCount());
  }

  private static byte[] without(byte[] bytes) {
    byte[] copy = bytes.clone();
    for (int i = 0; i < copy.length; i++) {
      copy[i] = copy[i] == '{' ? (byte) 'x' : copy[i];
    }
    return copy;
  }

  private static byte[] concatenate(byte[]... parts) {
    var out = new java.io.ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static int slot(String key) {
    return HashSlot.of(bytes(key));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
