package io.starling.chaos.history;

import static io.starling.chaos.history.Outcome.APPLIED;
import static io.starling.chaos.history.Outcome.DECLINED;
import static io.starling.chaos.history.Outcome.NOT_APPLIED;
import static io.starling.chaos.history.Script.batch;
import static io.starling.chaos.history.Script.gave;
import static io.starling.chaos.history.Script.gaveAll;
import static io.starling.chaos.history.Script.read;
import static io.starling.chaos.history.Script.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LinearizabilityCheckerTest {
  private final LinearizabilityChecker checker = new LinearizabilityChecker();

  @Test
  void acceptsAnEmptyHistory() {
    accepts(new Script());
  }

  @Test
  void acceptsAReadThatOverlapsAWriteAndSeesEitherValue() {
    accepts(new Script().op(1, 0, 9, write("k", "a"), APPLIED).op(2, 1, 2, read("k"), gave("a")));
    accepts(new Script().op(1, 0, 9, write("k", "a"), APPLIED).op(2, 1, 2, read("k"), gave(null)));
  }

  @Test
  void acceptsAReadInvokedInTheTickInWhichAWriteCompleted() {
    accepts(new Script().op(1, 0, 5, write("k", "a"), APPLIED).op(2, 5, 6, read("k"), gave(null)));
  }

  @Test
  void refusesAReadThatMissesAWriteCompletedBefore() {
    refuses(new Script().op(1, 0, 5, write("k", "a"), APPLIED).op(2, 6, 7, read("k"), gave(null)));
  }

  @Test
  void refusesAValueThatNobodyWrote() {
    refuses(new Script().op(1, 0, 5, write("k", "a"), APPLIED).op(2, 6, 7, read("k"), gave("b")));
  }

  @Test
  void refusesTwoReadsThatSeeTwoOverlappingWritesGoBack() {
    Script script = new Script().op(1, 0, 9, write("k", "a"), APPLIED);
    script.op(2, 0, 9, write("k", "b"), APPLIED);
    script.op(3, 1, 2, read("k"), gave("a")).op(3, 3, 4, read("k"), gave("b"));
    accepts(script);
    refuses(script.op(3, 5, 6, read("k"), gave("a")));
  }

  @Test
  void takesAWriteOfUnknownOutcomeAsDoneOrNot() {
    Script seen = new Script().op(1, 0, 1, write("k", "a"), APPLIED).unknown(2, 2, write("k", "b"));
    accepts(seen.op(3, 50, 51, read("k"), gave("a")).op(3, 60, 61, read("k"), gave("b")));
    refuses(seen.op(3, 70, 71, read("k"), gave("a")));
  }

  @Test
  void refusesAnEffectOfAWriteOfUnknownOutcomeBeforeItWasInvoked() {
    refuses(new Script().op(1, 0, 1, read("k"), gave("a")).unknown(2, 2, write("k", "a")));
  }

  @Test
  void refusesAnEffectOfAWriteThatWasSaidNotToBeApplied() {
    Script script = new Script().op(1, 0, 1, write("k", "a"), NOT_APPLIED);
    accepts(script);
    refuses(script.op(2, 2, 3, read("k"), gave("a")));
  }

  @Test
  void refusesAnIncrementAppliedTwice() {
    Script script = new Script().op(1, 0, 1, new Call.Increment("k", 1), gave("1"));
    script.unknown(2, 2, new Call.Increment("k", 1));
    accepts(script);
    refuses(script.op(3, 4, 5, read("k"), gave("3")));
  }

  @Test
  void refusesTwoWinnersOfOneKey() {
    Script script = new Script().op(1, 0, 9, new Call.SetIfAbsent("k", "a"), APPLIED);
    accepts(script.op(2, 0, 9, new Call.SetIfAbsent("k", "b"), DECLINED));
    refuses(script.op(3, 0, 9, new Call.SetIfAbsent("k", "c"), APPLIED));
  }

  @Test
  void refusesADeletedKeyThatComesBack() {
    Script script = new Script().op(1, 0, 1, write("k", "a"), APPLIED);
    script.op(1, 2, 3, new Call.Delete("k"), APPLIED).op(1, 4, 5, read("k"), gave(null));
    accepts(script);
    refuses(script.op(1, 6, 7, read("k"), gave("a")));
  }

  @Test
  void followsAppendsExchangesAndComparisons() {
    Script script = new Script().op(1, 0, 1, new Call.Append("k", "ab"), gave("2"));
    script.op(1, 2, 3, new Call.Append("k", "c"), gave("3"));
    script.op(1, 4, 5, new Call.CompareAndSet("k", "ab", "x"), DECLINED);
    script.op(1, 6, 7, new Call.CompareAndSet("k", "abc", "y"), APPLIED);
    accepts(script.op(1, 8, 9, new Call.Exchange("k", "z"), gave("y")));
    refuses(script.op(1, 10, 11, new Call.Increment("k", 1), gave("1")));
  }

  @Test
  void acceptsKeysThatAreEachInOrder() {
    Script script = new Script().op(1, 0, 1, write("a", "1"), APPLIED);
    accepts(script.op(1, 2, 3, write("b", "1"), APPLIED).op(2, 4, 5, read("a"), gave("1")));
  }

  @Test
  void refusesABatchSeenInPart() {
    Script script = new Script().op(1, 0, 9, batch("a", "1", "b", "1"), APPLIED);
    script.op(2, 1, 2, new Call.BatchRead(List.of("a", "b")), gaveAll(null, null));
    accepts(script);
    script.op(2, 3, 4, new Call.BatchRead(List.of("a", "b")), gaveAll("1", null));
    refuses(script);
  }

  @Test
  void refusesABatchWhoseKeysAreReadOneAfterTheOtherInPart() {
    Script script = new Script().op(1, 0, 9, batch("a", "1", "b", "1"), APPLIED);
    script.op(2, 1, 2, read("b"), gave("1")).op(2, 3, 4, read("a"), gave(null));
    refuses(script);
  }

  @Test
  void showsTheKeyAndOnlyTheReadsThatContradict() {
    Script script = new Script();
    for (int i = 0; i < 100; i++) {
      long start = 10L * i;
      script.op(1, start, start + 5, write("k", "v" + i), APPLIED);
      script.op(2, start + 6, start + 7, read("k"), gave(i == 50 ? "v48" : "v" + i));
    }
    script.op(1, 0, 1, write("other", "x"), APPLIED);
    var refused = assertInstanceOf(Verdict.NotLinearizable.class, checker.check(script.history()));
    assertEquals(List.of("k"), refused.keys());
    assertEquals(1, refused.evidence().stream().filter(Operation::changedNothing).count());
    assertEquals(507, refused.evidence().getLast().completedAt());
    assertTrue(refused.excerpt().contains("client 2"), refused.excerpt());
  }

  @Test
  void saysSoWhenItDidNotFinish() {
    Script script = new Script();
    for (int i = 0; i < 20; i++) {
      script.op(i, 0, 100, write("k", "v" + i), APPLIED);
    }
    script.op(30, 200, 201, read("k"), gave("nobody wrote this"));
    Verdict verdict = new LinearizabilityChecker(1_000).check(script.history());
    assertEquals(new Verdict.Undecided(List.of("k"), 1_000), verdict);
  }

  private void accepts(Script script) {
    assertInstanceOf(Verdict.Linearizable.class, checker.check(script.history()));
  }

  private void refuses(Script script) {
    assertInstanceOf(Verdict.NotLinearizable.class, checker.check(script.history()));
  }
}
