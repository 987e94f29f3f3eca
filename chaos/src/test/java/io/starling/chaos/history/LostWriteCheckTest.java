package io.starling.chaos.history;

import static io.starling.chaos.history.Outcome.APPLIED;
import static io.starling.chaos.history.Outcome.NOT_APPLIED;
import static io.starling.chaos.history.Script.batch;
import static io.starling.chaos.history.Script.gave;
import static io.starling.chaos.history.Script.read;
import static io.starling.chaos.history.Script.write;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LostWriteCheckTest {
  @Test
  void findsNothingWhereTheLastReadSeesTheLastWrite() {
    Script script = new Script().op(1, 0, 1, write("k", "a"), APPLIED);
    script.op(1, 2, 3, write("k", "b"), APPLIED).op(2, 9, 10, read("k"), gave("b"));
    assertEquals(new LostWrites(2, 2, List.of()), LostWriteCheck.check(script.history()));
  }

  @Test
  void findsEveryWriteAfterTheOneThatIsStillThere() {
    Script script = new Script().op(1, 0, 1, write("k", "a"), APPLIED);
    script.op(1, 2, 3, write("k", "b"), APPLIED).op(1, 4, 5, write("k", "c"), APPLIED);
    assertLost(script.op(2, 9, 10, read("k"), gave("a")), "b", "c");
  }

  @Test
  void findsAllWritesOfAKeyThatIsGoneThoughNobodyDeletedIt() {
    Script script = new Script().op(1, 0, 1, write("k", "a"), APPLIED);
    assertLost(script.op(2, 9, 10, read("k"), gave(null)), "a");
  }

  @Test
  void blamesNoWriteThatAnOverlappingOneMayHaveCoveredUp() {
    Script script = new Script().op(1, 0, 9, write("k", "a"), APPLIED);
    assertLost(script.op(2, 0, 9, write("k", "b"), APPLIED).op(3, 10, 11, read("k"), gave("a")));
  }

  @Test
  void explainsAValueByAWriteOfUnknownOutcome() {
    Script script = new Script().unknown(1, 0, write("k", "a"));
    assertLost(script.op(2, 5, 6, write("k", "b"), APPLIED).op(3, 9, 10, read("k"), gave("a")));
  }

  @Test
  void doesNotExplainAValueByAWriteSaidNotToBeApplied() {
    Script script = new Script().op(1, 0, 1, write("k", "a"), NOT_APPLIED);
    script.op(2, 5, 6, write("k", "b"), APPLIED).op(3, 9, 10, read("k"), gave("a"));
    assertLost(script, "b");
  }

  @Test
  void explainsAnAbsentKeyByADeletion() {
    Script script = new Script().op(1, 0, 1, write("k", "a"), APPLIED);
    script.op(1, 2, 3, new Call.Delete("k"), APPLIED).op(2, 9, 10, read("k"), gave(null));
    assertLost(script);
  }

  @Test
  void findsASuffixThatIsMissingInTheMiddle() {
    Script script = new Script().op(1, 0, 1, new Call.Append("k", "<a>"), gave("3"));
    script.op(1, 2, 3, new Call.Append("k", "<b>"), gave("6"));
    script.op(1, 4, 5, new Call.Append("k", "<c>"), gave("9"));
    script.op(2, 9, 10, read("k"), gave("<a><c>"));
    assertEquals(1, LostWriteCheck.check(script.history()).lost().size());
  }

  @Test
  void findsAnIncrementWhoseSumWasGivenTwice() {
    Script script = new Script().op(1, 0, 1, new Call.Increment("k", 1), gave("1"));
    script.op(1, 2, 3, new Call.Increment("k", 1), gave("1"));
    script.op(2, 9, 10, read("k"), gave("1"));
    assertEquals(1, LostWriteCheck.check(script.history()).lost().size());
  }

  @Test
  void countsABatchForEachKey() {
    Script script = new Script().op(1, 0, 1, batch("a", "1", "b", "2"), APPLIED);
    script.op(2, 5, 6, read("a"), gave("1")).op(2, 7, 8, read("b"), gave(null));
    LostWrites result = LostWriteCheck.check(script.history());
    assertEquals(2, result.judged());
    assertEquals(List.of("b"), result.lost().stream().map(LostWrites.Lost::key).toList());
  }

  @Test
  void judgesNoKeyThatWasNotReadAfterItsWrites() {
    Script script = new Script().op(1, 5, 6, write("k", "a"), APPLIED);
    script.op(2, 0, 1, read("k"), gave(null));
    assertEquals(new LostWrites(1, 0, List.of()), LostWriteCheck.check(script.history()));
  }

  private static void assertLost(Script script, String... values) {
    List<String> lost =
        LostWriteCheck.check(script.history()).lost().stream()
            .map(missing -> ((Call.Write) missing.write().call()).value())
            .toList();
    assertEquals(List.of(values), lost);
  }
}
