package io.starling.node.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ZipfKeysTest {
  private static final int DRAWS = 1_000_000;

  @Test
  void keysComeAsOftenAsTheLawSays() {
    int count = 1000;
    ZipfKeys keys = new ZipfKeys(count, new SplittableRandom(1));
    int[] drawn = new int[count];
    for (int i = 0; i < DRAWS; i++) {
      drawn[keys.getAsInt()]++;
    }
    double sum = 0;
    for (int rank = 1; rank <= count; rank++) {
      sum += Math.pow(rank, -0.99);
    }
    for (int rank : new int[] {1, 2, 3, 10, 100}) {
      double expected = DRAWS * Math.pow(rank, -0.99) / sum;
      assertEquals(expected, drawn[rank - 1], 5 * Math.sqrt(expected), "rank " + rank);
    }
  }

  @Test
  void everyKeyIsInRange() {
    for (int count : new int[] {1, 2, 1_000_000_000}) {
      ZipfKeys keys = new ZipfKeys(count, new SplittableRandom(2));
      for (int i = 0; i < 10_000; i++) {
        int key = keys.getAsInt();
        assertTrue(key >= 0 && key < count, key + " of " + count);
      }
    }
  }
}
