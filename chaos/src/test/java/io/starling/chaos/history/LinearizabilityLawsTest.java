package io.starling.chaos.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class LinearizabilityLawsTest {
  private final LinearizabilityChecker checker = new LinearizabilityChecker();

  @Property(tries = 3_000)
  void agreesWithTryingEveryOrder(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 2) int keys, @ForAll boolean spoil) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Operation> history = new GeneratedHistory(keys, 3, 7, 20).from(random);
    if (spoil) {
      history = withTwoOutcomesSwapped(history, random);
    }
    boolean explained = EveryOrder.explains(history);
    assertEquals(explained, checker.check(history) instanceof Verdict.Linearizable);
  }

  @Property(tries = 200)
  void acceptsWhateverACorrectStoreShows(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 4) int keys,
      @ForAll @IntRange(min = 1, max = 6) int clients) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Operation> history = new GeneratedHistory(keys, clients, 300, 3).from(random);
    assertInstanceOf(Verdict.Linearizable.class, checker.check(history));
  }

  @Property(tries = 200)
  void catchesAReadThatGivesTheValueOfALaterWrite(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Operation> history = new GeneratedHistory(1, 4, 300, 0).from(random);
    history.add(new Operation(9, 1, 2, new Call.Read("k0"), new Outcome.Returned("299x")));
    long late = Long.MAX_VALUE - 1;
    history.add(new Operation(9, late, late, new Call.Write("k0", "299x"), Outcome.APPLIED));
    assertInstanceOf(Verdict.NotLinearizable.class, checker.check(history));
  }

  @Property(tries = 200)
  void catchesALateReadOfAValueOverwrittenLongBefore(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Operation> history = new GeneratedHistory(1, 4, 300, 0).from(random);
    history.add(new Operation(9, 0, 1, new Call.Write("k0", "first"), Outcome.APPLIED));
    long late = 1_000_000;
    history.add(new Operation(9, late, late, new Call.Write("k0", "last"), Outcome.APPLIED));
    history.add(
        new Operation(9, late + 1, late + 1, new Call.Read("k0"), new Outcome.Returned("first")));
    assertInstanceOf(Verdict.NotLinearizable.class, checker.check(history));
  }

  @Property(tries = 200)
  void findsEvidenceThatIsItselfAContradiction(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Operation> good = new GeneratedHistory(2, 3, 60, 5).from(random);
    List<Operation> spoiled = withTwoOutcomesSwapped(good, random);
    if (checker.check(spoiled) instanceof Verdict.NotLinearizable refused) {
      Verdict again = checker.check(refused.evidence());
      assertInstanceOf(Verdict.NotLinearizable.class, again, () -> "seed " + seed);
    }
  }

  /** Two calls of the same kind exchange what they gave: often, not always, a contradiction. */
  private static List<Operation> withTwoOutcomesSwapped(
      List<Operation> history, SplittableRandom random) {
    List<Operation> swapped = new ArrayList<>(history);
    int one = random.nextInt(history.size());
    int other = random.nextInt(history.size());
    Operation first = history.get(one);
    Operation second = history.get(other);
    if (first.call().getClass() == second.call().getClass()) {
      swapped.set(one, ending(first, second.outcome()));
      swapped.set(other, ending(second, first.outcome()));
    }
    return swapped;
  }

  private static Operation ending(Operation operation, Outcome outcome) {
    return new Operation(
        operation.client(),
        operation.invokedAt(),
        operation.completedAt(),
        operation.call(),
        outcome);
  }
}
