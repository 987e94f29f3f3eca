package io.starling.chaos.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.starling.chaos.history.Call;
import io.starling.chaos.history.Operation;
import io.starling.chaos.history.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AnsweredCallsTest {
  @Test
  void findsTheLongestTimeWithoutAnyWriteAndWithoutOneInALane() {
    AnsweredCalls calls = writes(new int[] {10, 30, 50, 90}, new int[] {20, 40, 80});
    assertEquals(7, calls.writes());
    assertEquals(30, calls.longestGapOfWritesNanos(10, 100));
    assertEquals(40, calls.longestGapOfALaneNanos(10, 100));
  }

  @Test
  void countsFromTheFaultAndToTheEnd() {
    AnsweredCalls calls = writes(new int[] {10, 30}, new int[] {20});
    assertEquals(10, calls.longestGapOfWritesNanos(15, 30));
    assertEquals(70, calls.longestGapOfWritesNanos(15, 100));
    assertEquals(80, calls.longestGapOfALaneNanos(15, 100));
  }

  @Test
  void aLaneWasServedIfItWasReadAndNotIfItAnsweredWithAnError() {
    WorkerLog log = new WorkerLog();
    add(log, 0, 10, new Call.Read("k"), new Outcome.Returned("v"));
    add(log, 0, 50, new Call.Write("k", "v"), Outcome.NOT_APPLIED);
    AnsweredCalls calls = AnsweredCalls.of(List.of(log), 1);
    assertEquals(0, calls.writes());
    assertEquals(100, calls.longestGapOfWritesNanos(0, 100));
    assertEquals(90, calls.longestGapOfALaneNanos(10, 100));
  }

  private static void add(WorkerLog log, int lane, long time, Call call, Outcome outcome) {
    log.add(new Operation(0, time, time, call, outcome), lane, Answer.of(outcome));
  }

  private static AnsweredCalls writes(int[]... timesOfLanes) {
    WorkerLog log = new WorkerLog();
    for (int lane = 0; lane < timesOfLanes.length; lane++) {
      for (int time : timesOfLanes[lane]) {
        add(log, lane, time, new Call.Write("k", "v"), Outcome.APPLIED);
      }
    }
    return AnsweredCalls.of(List.of(log), timesOfLanes.length);
  }
}
