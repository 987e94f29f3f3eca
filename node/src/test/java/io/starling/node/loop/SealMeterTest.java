package io.starling.node.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.starling.node.metrics.LatencyBuckets;
import io.starling.node.replication.ReplicaEvent;
import org.junit.jupiter.api.Test;

class SealMeterTest {
  private final LatencyBuckets held = LatencyBuckets.ofSeconds();
  private final SealMeter meter = new SealMeter(held);

  @Test
  void countsFromTheSealUntilTheNextPrimaryServes() {
    meter.note(new ReplicaEvent.Sealed(7, 3), 1_000);
    meter.note(new ReplicaEvent.SuccessorOpened(8, 4), 1_500);
    meter.note(new ReplicaEvent.SuccessorOpened(7, 4), 5_000);
    meter.note(new ReplicaEvent.SuccessorOpened(7, 4), 9_000);
    assertEquals(4_000, held.totalNanos());
  }

  @Test
  void anAnswerFromThereIsAsGood() {
    meter.note(new ReplicaEvent.Sealed(7, 3), 1_000);
    meter.served(7, 4_000);
    meter.note(new ReplicaEvent.SuccessorOpened(7, 4), 5_000);
    assertEquals(3_000, held.totalNanos());
  }

  @Test
  void aSealThatIsUndoneHeldThemUpAsWell() {
    meter.note(new ReplicaEvent.Sealed(7, 3), 1_000);
    meter.note(new ReplicaEvent.Unsealed(7, 3), 3_000);
    assertEquals(2_000, held.totalNanos());
  }

  @Test
  void saysNothingOfWhatItHeardOfTooLate() {
    meter.note(new ReplicaEvent.Sealed(7, 3), 1_000);
    meter.served(7, 70_000_000_000L);
    assertEquals(0, held.totalNanos());
  }
}
