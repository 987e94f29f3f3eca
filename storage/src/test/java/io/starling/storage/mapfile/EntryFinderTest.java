package io.starling.storage.mapfile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.RandomDataInput;
import net.openhft.chronicle.core.OS;
import net.openhft.chronicle.hash.AbstractData;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;
import net.openhft.chronicle.map.VanillaChronicleMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EntryFinderTest {
  private static final int SLICES = 4;
  private static final int CHUNK_LENGTH = 8;

  private final ChronicleMap<byte[], byte[]> map = mapWith(256 * 40);
  private final EntryFinder finder = EntryFinder.of((VanillaChronicleMap<?, ?, ?>) map);
  private final Random random = new Random(11);

  @AfterEach
  void closeTheMap() {
    map.close();
  }

  @Test
  void findsWhatTheMapHoldsAndNothingElse() {
    Map<String, byte[]> held = new TreeMap<>();
    for (int i = 0; i < 600; i++) {
      put(held, "key:" + "x".repeat(random.nextInt(20)) + i, random.nextInt(200));
    }
    held.keySet().stream().limit(200).toList().forEach(key -> remove(held, key));
    assertHolds(held);
    for (int i = 0; i < 600; i++) {
      assertFalse(found("none:" + i), "none:" + i);
    }
  }

  @Test
  void findsKeysAndValuesWhoseLengthsTakeSeveralBytes() {
    Map<String, byte[]> held = new TreeMap<>();
    put(held, "", 0);
    for (int length : new int[] {126, 127, 128, 129, 16_383, 16_384}) {
      put(held, "k".repeat(length), 1);
      put(held, "to " + length, length);
    }
    assertHolds(held);
  }

  @Test
  void writesOverAValueThatTakesAsManyChunksAndLeavesItsNeighboursAlone() {
    Map<String, byte[]> held = new TreeMap<>();
    for (int i = 0; i < 400; i++) {
      put(held, "key:" + i, random.nextInt(300));
    }
    int written = 0;
    for (int i = 0; i < 20_000; i++) {
      String key = "key:" + random.nextInt(400);
      int before = held.get(key).length;
      byte[] value = bytes(Math.max(0, before + random.nextInt(-10, 11)));
      assertTrue(found(key));
      boolean fits = chunks(key, before) == chunks(key, value.length);
      boolean sameFit = fits && (before < 128) == (value.length < 128);
      assertEquals(sameFit, finder.overwrite(new HeapData(value)), before + " " + value.length);
      if (sameFit) {
        held.put(key, value);
        written++;
      }
    }
    assertTrue(written > 5_000, written + " were written");
    assertHolds(held);
  }

  /** Chronicle Map and the finder add, write over and remove in turn, and see the same. */
  @Test
  void addsWhatChronicleMapHoldsThenAsIfItHadAddedItItself() {
    Map<String, byte[]> held = new TreeMap<>();
    int added = 0;
    for (int i = 0; i < 30_000; i++) {
      String key = "key:" + random.nextInt(700);
      if (!held.containsKey(key)) {
        assertFalse(found(key));
        byte[] value = bytes(random.nextInt(200));
        if (finder.add(keyOf(key), hash(key), new HeapData(value))) {
          held.put(key, value);
          added++;
        } else if (held.size() < 600) {
          put(held, key, random.nextInt(100));
        }
      } else if (random.nextInt(3) > 0) {
        remove(held, key);
      }
    }
    assertTrue(added > 5_000, added + " were added");
    assertHolds(held);
    assertScansTo(held);
  }

  @Test
  void addsUntilASliceHasItsEntriesAndNotOneMore() {
    Map<String, byte[]> held = new TreeMap<>();
    int refused = 0;
    for (int i = 0; i < 5_000; i++) {
      String key = "key:" + i;
      assertFalse(found(key));
      if (finder.add(keyOf(key), hash(key), new HeapData(new byte[1]))) {
        held.put(key, new byte[1]);
      } else {
        refused++;
      }
    }
    MapGeometry geometry = MapGeometry.of((VanillaChronicleMap<?, ?, ?>) map);
    assertEquals(SLICES * geometry.entriesMax(), held.size());
    assertEquals(5_000 - held.size(), refused);
    assertHolds(held);
  }

  private void assertScansTo(Map<String, byte[]> held) {
    Map<String, byte[]> seen = new TreeMap<>();
    for (int slice = 0; slice < SLICES; slice++) {
      SliceCursor at = SliceCursor.of((VanillaChronicleMap<?, ?, ?>) map, slice);
      while (at.next()) {
        byte[] value = new byte[at.valueLength()];
        at.read(0, value, 0, value.length);
        assertNull(seen.put(new String(at.key(), StandardCharsets.US_ASCII), value));
      }
    }
    assertEquals(held.keySet(), seen.keySet());
    held.forEach((key, value) -> assertArrayEquals(value, seen.get(key), key));
  }

  @Test
  void readsNothingOutsideOfASliceWhateverItsIndexSays() {
    assertSurvivesAnyIndex(map, Integer.BYTES);
  }

  @Test
  void readsNothingOutsideOfALargeSliceEither() {
    try (ChronicleMap<byte[], byte[]> large = mapWith(1 << 22)) {
      assertSurvivesAnyIndex(large, Long.BYTES);
    }
  }

  private void assertSurvivesAnyIndex(ChronicleMap<byte[], byte[]> damaged, int slotLength) {
    VanillaChronicleMap<?, ?, ?> vanilla = (VanillaChronicleMap<?, ?, ?>) damaged;
    MapGeometry geometry = MapGeometry.of(vanilla);
    assertEquals(slotLength, geometry.slotLength());
    for (int slice = 0; slice < SLICES; slice++) {
      long address = vanilla.bsAddress() + geometry.sliceOffset(slice);
      for (long at = 0; at < (long) geometry.slots() * slotLength; at += Integer.BYTES) {
        OS.memory().writeInt(address + at, random.nextInt() | 1);
      }
    }
    EntryFinder astray = EntryFinder.of(vanilla);
    for (int i = 0; i < 100_000; i++) {
      byte[] key = keyOf("none:" + i);
      assertFalse(astray.find(key, Hashing.xxh64().hashBytesToLong(key)));
    }
  }

  private static ChronicleMap<byte[], byte[]> mapWith(int chunksPerSlice) {
    return ChronicleMapBuilder.of(byte[].class, byte[].class)
        .actualSegments(SLICES)
        .entriesPerSegment(256)
        .entries(SLICES * 256)
        .actualChunkSize(CHUNK_LENGTH)
        .actualChunksPerSegmentTier(chunksPerSlice)
        .allowSegmentTiering(false)
        .checksumEntries(false)
        .create();
  }

  private static int chunks(String key, int valueLength) {
    int lengths = (key.length() < 128 ? 1 : 2) + (valueLength < 128 ? 1 : 2);
    return (lengths + key.length() + valueLength + CHUNK_LENGTH - 1) / CHUNK_LENGTH;
  }

  private void put(Map<String, byte[]> held, String key, int length) {
    byte[] value = bytes(length);
    map.put(keyOf(key), value);
    held.put(key, value);
  }

  private void remove(Map<String, byte[]> held, String key) {
    map.remove(keyOf(key));
    held.remove(key);
    assertFalse(found(key), key);
  }

  private void assertHolds(Map<String, byte[]> held) {
    held.forEach(
        (key, value) -> {
          assertTrue(found(key), key);
          byte[] read = new byte[finder.valueLength()];
          finder.read(0, read, 0, read.length);
          assertArrayEquals(value, read, key);
          assertArrayEquals(value, map.get(keyOf(key)), key);
        });
    assertEquals(held.size(), map.size());
  }

  private boolean found(String key) {
    return finder.find(keyOf(key), hash(key));
  }

  private static long hash(String key) {
    return Hashing.xxh64().hashBytesToLong(keyOf(key));
  }

  private static byte[] keyOf(String key) {
    return key.getBytes(StandardCharsets.US_ASCII);
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Bytes as they are written. */
  private static final class HeapData extends AbstractData<byte[]> {
    private final byte[] bytes;

    HeapData(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public RandomDataInput bytes() {
      return BytesStore.wrap(bytes);
    }

    @Override
    public long offset() {
      return 0;
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public byte[] get() {
      return bytes;
    }

    @Override
    public byte[] getUsing(byte @Nullable [] using) {
      return bytes;
    }
  }
}
