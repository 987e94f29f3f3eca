package io.starling.node.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class HottestKeyTest {
  private final HottestKey hottest = new HottestKey();

  private void use(String key) {
    hottest.used(key.getBytes(StandardCharsets.US_ASCII));
  }

  @Property(tries = 50)
  void isTooLowByANinthAtMost(
      @ForAll @IntRange(max = 100) int percent,
      @ForAll @IntRange(min = 1, max = 1_000) int others,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    HottestKey fresh = new HottestKey();
    for (int i = 0; i < 100_000; i++) {
      boolean hot = random.nextInt(100) < percent;
      String key = hot ? "hot" : "k" + random.nextInt(others);
      fresh.used(key.getBytes(StandardCharsets.US_ASCII));
    }
    double luck = 0.1;
    double rest = (1 - percent / 100.0) / others;
    double share = Math.max(percent / 100.0, rest);
    assertTrue(fresh.share() <= share + luck, fresh.share() + " of " + share);
    assertTrue(fresh.share() >= share - 1.0 / 9 - luck, fresh.share() + " of " + share);
  }

  @Example
  void saysNothingOfAFewCommands() {
    for (int i = 0; i < 500; i++) {
      use("k");
    }
    assertEquals(0, hottest.share());
  }

  @Example
  void isNotMisledByARhythm() {
    for (int i = 0; i < 100_000; i++) {
      use(i % 16 == 0 ? "hot" : "k" + i);
    }
    assertTrue(hottest.share() < 0.2, () -> "" + hottest.share());
  }

  @Example
  void forgetsWhatWasHot() {
    for (int i = 0; i < 50_000; i++) {
      use("hot");
    }
    assertEquals(1, hottest.share());
    for (int i = 0; i < 100_000; i++) {
      use("k" + i);
    }
    assertTrue(hottest.share() < 0.1, () -> "" + hottest.share());
  }
}
