package io.starling.antientropy.merkle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ScanOrderTest {
  @Property
  void aSliceIsOneRunOfPositionsForEveryNumberOfSlices(
      @ForAll long hash, @ForAll @IntRange(max = 20) int sliceBits) {
    int sliceCount = 1 << sliceBits;
    int slice = (int) (hash & (sliceCount - 1));
    long position = ScanOrder.positionOf(hash);
    long end = ScanOrder.sliceEnd(position, sliceCount);
    long first = end - ScanOrder.END / sliceCount;
    assertTrue(first <= position && position < end);
    assertEquals(slice, ScanOrder.sliceAt(position, sliceCount));
    assertEquals(slice, ScanOrder.sliceAt(first, sliceCount));
    assertEquals(slice, ScanOrder.sliceAt(end - 1, sliceCount));
  }

  @Property
  void aLeafIsOneRunOfPositions(@ForAll long hash) {
    int rank = ScanOrder.rankOf(ScanOrder.leafOf(hash));
    long position = ScanOrder.positionOf(hash);
    assertTrue(ScanOrder.firstPosition(rank) <= position);
    assertTrue(position < ScanOrder.firstPosition(rank + 1));
  }

  @Test
  void everyLeafHasItsRankAndEveryRankItsLeaf() {
    for (int leaf = 0; leaf < ScanOrder.LEAF_COUNT; leaf++) {
      assertEquals(leaf, ScanOrder.leafAt(ScanOrder.rankOf(leaf)));
    }
    assertEquals(ScanOrder.END, ScanOrder.firstPosition(ScanOrder.LEAF_COUNT));
  }

  @Property
  void theLeavesOfARunLieInOneSlice(
      @ForAll @IntRange(max = ScanOrder.LEAF_COUNT - 1) int rank,
      @ForAll @IntRange(max = 12) int sliceBits) {
    int sliceCount = 1 << sliceBits;
    int end = ScanOrder.runEnd(rank, sliceCount);
    int slice = ScanOrder.sliceAt(ScanOrder.firstPosition(rank), sliceCount);
    assertTrue(end > rank && end <= ScanOrder.LEAF_COUNT);
    for (int other = rank; other < end; other++) {
      assertEquals(slice, ScanOrder.sliceAt(ScanOrder.firstPosition(other), sliceCount));
    }
  }
}
