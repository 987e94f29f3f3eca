package io.starling.node.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.forecast.shed.Placement;
import io.starling.node.replication.ReplicaEvent.RampFailed;
import io.starling.node.replication.ReplicaEvent.ReadsShared;
import io.starling.node.routing.Levels;
import io.starling.node.routing.Levels.Detour;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How the reads of a segment move over to the newcomer that is to lead it. */
class RampTest {
  private static final long RAMP_MILLIS = RampSettings.DEFAULT.length().toMillis();
  private static final int KEYS = 200;
  private static final Levels RETURNED = Levels.DEFAULT.with(Detour.OVER);

  private final Ensemble ensemble = new Ensemble("abcd", "a/abc");

  RampTest() {
    ensemble.awaitServing('a');
    keys().forEach(key -> ensemble.submit('a', "SET " + key + " of-" + key));
  }

  private static List<String> keys() {
    return IntStream.range(0, KEYS).mapToObj(number -> "key-" + number).toList();
  }

  private void aim(char primary, String members) {
    ensemble.actor('a').step();
    ensemble
        .replica('a')
        .aimAt(Aim.at(new Placement<>(Ensemble.id(primary), Ensemble.members(members))));
  }

  /** Begins to move the segment to d, while it is read. */
  private void beginRamp() {
    aim('d', "abd");
    ensemble.submit('a', "GET key-0");
    ensemble.passUntil(() -> !percents().isEmpty());
  }

  private List<Integer> percents() {
    return ensemble.actor('a').events().stream()
        .filter(ReadsShared.class::isInstance)
        .map(event -> ((ReadsShared) event).percent())
        .toList();
  }

  private List<String> sentOn() {
    return keys().stream()
        .filter(key -> ensemble.submit('a', "GET " + key).toString().endsWith("RAMPING"))
        .toList();
  }

  @Test
  void movesReadsOverStepByStepAndThenTheRole() {
    beginRamp();
    List<String> few = sentOn();
    assertTrue(few.size() > 0 && few.size() < KEYS / 6, few.size() + " of " + KEYS);
    ensemble.pass(RAMP_MILLIS / 2);
    assertTrue(sentOn().containsAll(few));
    assertEquals(List.of(5, 25, 60), percents());
    ensemble.pass(RAMP_MILLIS / 4 + 20);
    assertEquals(KEYS, sentOn().size());
    ensemble.awaitServing('d');
    assertEquals(List.of(5, 25, 60, 100, 0), percents());
    assertEquals("of-key-0", ensemble.submit('d', "GET key-0").toString());
  }

  @Test
  void theNewcomerAnswersOnThePrimarysWord() {
    beginRamp();
    ensemble.submit('a', "SET key-1 fresh");
    assertEquals("fresh", ensemble.read('d', "GET key-1").toString());
    assertEquals("of-key-2", ensemble.read('d', "GET key-2").toString());
  }

  @Test
  void sendsNoWritesOnNorWhatCameBackNorWhatMayBeStale() {
    beginRamp();
    ensemble.pass(3 * RAMP_MILLIS / 4 + 20);
    assertEquals("OK", ensemble.submit('a', "SET key-0 v").toString());
    assertEquals("v", ensemble.submit('a', "GET key-0", RETURNED).toString());
    assertEquals(String.valueOf(KEYS), ensemble.submit('a', "SEGMENT.COUNT").toString());
    assertEquals("v", ensemble.valueAt('a', "key-0"));
    assertEquals("not served: RAMPING", ensemble.submit('a', "GET key-0").toString());
  }

  @Test
  void skipsTheRampIfNobodyReads() {
    aim('d', "abd");
    ensemble.awaitServing('d');
    assertEquals(List.of(), percents());
  }

  @Test
  void hasNoneForAMember() {
    aim('b', "abd");
    ensemble.submit('a', "GET key-0");
    ensemble.awaitServing('b');
    assertEquals(List.of(), percents());
  }

  /** In the last step some reads are sent on, and some of them come back. */
  private void endRamp(int sent, int returned) {
    ensemble.passUntil(() -> percents().getLast() == 100);
    for (int i = 0; i < sent; i++) {
      ensemble.submit('a', "GET key-" + i);
    }
    for (int i = 0; i < returned; i++) {
      ensemble.submit('a', "GET key-" + i, RETURNED);
    }
    ensemble.pass(RAMP_MILLIS / 4);
  }

  @Test
  void takesReadsBackIfTooManyComeBackTwice() {
    long epoch = ensemble.replica('a').configuration().epoch();
    beginRamp();
    endRamp(40, 11);
    assertEquals(List.of(5, 25, 60, 100, 5), percents());
    endRamp(40, 11);
    assertEquals(0, percents().getLast());
    assertTrue(ensemble.actor('a').events().stream().anyMatch(RampFailed.class::isInstance));
    ensemble.pass(5 * RAMP_MILLIS);
    assertEquals(epoch, ensemble.replica('a').configuration().epoch(), "something was proposed");
    assertEquals("of-key-0", ensemble.submit('a', "GET key-0").toString());
    aim('a', "abc");
    ensemble.pass(100);
    assertNull(ensemble.replica('d').copy());
  }

  @Test
  void bearsWithSomeThatComeBack() {
    beginRamp();
    endRamp(40, 10);
    ensemble.awaitServing('d');
    assertEquals(List.of(5, 25, 60, 100, 0), percents());
  }

  @Test
  void takesReadsBackIfTheNewcomerIsGoneAndBeginsAnewWhenItIsBack() {
    beginRamp();
    ensemble.cutOff('d');
    ensemble.passUntil(() -> percents().getLast() == 0);
    assertEquals(List.of(), sentOn());
    ensemble.mend();
    ensemble.awaitServing('d');
    assertEquals(
        List.of(5, 25, 60, 100, 0), percents().subList(percents().size() - 5, percents().size()));
  }

  @Test
  void takesReadsBackIfTheSegmentIsWantedElsewhere() {
    beginRamp();
    aim('a', "abc");
    assertEquals(List.of(5, 0), percents());
    assertEquals("of-key-0", ensemble.submit('a', "GET key-0").toString());
  }
}
