package io.starling.antientropy.merkle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.starling.antientropy.copy.Samples;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
  @Property(tries = 200)
  void findsExactlyTheLeavesThatDiffer(@ForAll long seed, @ForAll @IntRange(max = 30) int changes) {
    Random random = new Random(seed);
    Map<Key, EntryHeader> ours = content(random, 300);
    Map<Key, EntryHeader> theirs = new TreeMap<>(ours);
    for (int i = 0; i < changes; i++) {
      change(random, theirs);
    }
    int[] expected =
        IntStream.range(0, ScanOrder.LEAF_COUNT)
            .map(ScanOrder::leafAt)
            .filter(leaf -> !under(leaf, ours).equals(under(leaf, theirs)))
            .toArray();
    assertArrayEquals(expected, tree(ours).differing(tree(theirs).leaves()));
  }

  @Property(tries = 200)
  void doesNotDependOnTheOrderOrTheHistory(@ForAll long seed) {
    Random random = new Random(seed);
    Map<Key, EntryHeader> content = content(random, 100);
    MerkleTree direct = tree(content);
    MerkleTree detoured = new MerkleTree();
    Map<Key, EntryHeader> passed = content(random, 100);
    passed.forEach((key, header) -> detoured.replace(key, null, header));
    List<Key> keys = new ArrayList<>(content.keySet());
    Collections.shuffle(keys, random);
    keys.forEach(key -> detoured.replace(key, passed.remove(key), content.get(key)));
    passed.forEach((key, header) -> detoured.replace(key, header, null));
    assertArrayEquals(direct.leaves(), detoured.leaves());
    assertEquals(direct.root(Version.ZERO), detoured.root(Version.ZERO));
  }

  @Test
  void everyFieldOfAnEntryCounts() {
    Key key = Samples.key(1);
    EntryHeader header = new EntryHeader(new Version(2, 3), 4, 2, 5, 6);
    List<EntryHeader> others =
        List.of(
            new EntryHeader(new Version(3, 3), 4, 2, 5, 6),
            new EntryHeader(new Version(2, 2), 4, 2, 5, 6),
            new EntryHeader(new Version(2, 3), 0, 2, 5, 6),
            new EntryHeader(new Version(2, 3), 4, 0, 5, 6),
            new EntryHeader(new Version(2, 3), 4, 2, 4, 6),
            new EntryHeader(new Version(2, 3), 4, 2, 5, 7));
    long root = tree(Map.of(key, header)).root(Version.ZERO);
    for (EntryHeader other : others) {
      assertNotEquals(root, tree(Map.of(key, other)).root(Version.ZERO));
    }
    assertNotEquals(root, tree(Map.of(Samples.key(2), header)).root(Version.ZERO));
  }

  @Test
  void theSameEntryTwiceDoesNotCancel() {
    MerkleTree tree = new MerkleTree();
    Key key = Samples.key(1);
    EntryHeader header = new EntryHeader(new Version(1, 1), 0, 0, 0, 0);
    tree.replace(key, null, header);
    tree.replace(key, null, header);
    assertNotEquals(new MerkleTree().root(Version.ZERO), tree.root(Version.ZERO));
  }

  @Test
  void theFloorIsPartOfTheRoot() {
    MerkleTree tree = new MerkleTree();
    assertNotEquals(tree.root(Version.ZERO), tree.root(new Version(1, 1)));
  }

  @Test
  void refusesLeavesOfAnotherTreeShape() {
    assertThrows(IllegalArgumentException.class, () -> new MerkleTree().differing(new long[1023]));
  }

  private static Map<Key, EntryHeader> content(Random random, int keyCount) {
    TreeMap<Key, EntryHeader> content = new TreeMap<>();
    for (int i = 0; i < keyCount; i++) {
      change(random, content);
    }
    return content;
  }

  private static void change(Random random, Map<Key, EntryHeader> content) {
    Key key = Samples.key(random.nextInt(400));
    if (random.nextInt(4) == 0) {
      content.remove(key);
    } else {
      Version version = new Version(1 + random.nextInt(3), 1 + random.nextInt(50));
      content.put(key, Samples.entry(random, version, 0).header());
    }
  }

  private static Map<Key, EntryHeader> under(int leaf, Map<Key, EntryHeader> content) {
    TreeMap<Key, EntryHeader> found = new TreeMap<>(content);
    found.keySet().removeIf(key -> ScanOrder.leafOf(key.placementHash()) != leaf);
    return found;
  }

  private static MerkleTree tree(Map<Key, EntryHeader> content) {
    MerkleTree tree = new MerkleTree();
    content.forEach((key, header) -> tree.replace(key, null, header));
    return tree;
  }
}
