package io.starling.chaos.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.starling.chaos.history.Call;
import io.starling.chaos.history.Operation;
import io.starling.chaos.history.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AcknowledgedWritesTest {
  @Test
  void findsTheLongestTimeWithoutAnyWriteAndWithoutOneInALane() {
    AcknowledgedWrites writes = writes(new int[] {10, 30, 50, 90}, new int[] {20, 40, 80});
    assertEquals(7, writes.count());
    assertEquals(30, writes.longestGapNanos(10, 100));
    assertEquals(40, writes.longestGapOfALaneNanos(10, 100));
  }

  @Test
  void countsFromTheFaultAndToTheEnd() {
    AcknowledgedWrites writes = writes(new int[] {10, 30}, new int[] {20});
    assertEquals(10, writes.longestGapNanos(15, 30));
    assertEquals(70, writes.longestGapNanos(15, 100));
    assertEquals(80, writes.longestGapOfALaneNanos(15, 100));
  }

  private static AcknowledgedWrites writes(int[]... timesOfLanes) {
    WorkerLog log = new WorkerLog();
    for (int lane = 0; lane < timesOfLanes.length; lane++) {
      for (int time : timesOfLanes[lane]) {
        Call call = new Call.Write("k", "v");
        log.add(new Operation(0, time, time, call, Outcome.APPLIED), lane, null);
      }
    }
    return AcknowledgedWrites.of(List.of(log), timesOfLanes.length);
  }
}
