package io.starling.chaos.resizing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.starling.chaos.workload.CallError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MeterTest {
  private final List<Meter.Slice> told = new ArrayList<>();
  private final Meter meter = new Meter(told::add);

  @Test
  void countsCallsInThePhaseInWhichTheyWereAnswered() {
    meter.answered(false, 1_000_000);
    meter.enter(Phase.BEFORE);
    meter.answered(false, 2_000_000);
    meter.answered(true, 30_000_000);
    meter.enter(Phase.JOINING);
    meter.answered(false, 4_000_000);
    meter.finish();
    assertEquals(1, meter.of(Phase.WARMING).small().calls());
    assertEquals(1, meter.of(Phase.BEFORE).small().calls());
    assertEquals(1, meter.of(Phase.BEFORE).large().calls());
    assertEquals(2, meter.of(Phase.BEFORE).small().p50(), 0.02);
    assertEquals(4, meter.of(Phase.JOINING).small().max(), 0.04);
  }

  @Test
  void aSecondHoldsWhatWasAnsweredSinceTheOneBefore() {
    meter.answered(false, 1_000_000);
    meter.enter(Phase.BEFORE);
    meter.answered(false, 2_000_000);
    meter.enter(Phase.JOINING);
    meter.answered(false, 4_000_000);
    meter.tick();
    meter.tick();
    assertEquals(List.of(2L, 0L), told.stream().map(slice -> slice.small().calls()).toList());
    assertEquals(told, meter.slices());
  }

  @Test
  void theWarmingUpIsNoPartOfTheSeconds() {
    meter.answered(false, 1_000_000);
    meter.tick();
    assertEquals(List.of(), meter.slices());
  }

  @Test
  void countsErrorsByTheirKind() {
    CallError error = new CallError("TRYAGAIN", true);
    meter.enter(Phase.BEFORE);
    meter.failed(error);
    meter.failed(error);
    meter.tick();
    assertEquals(Map.of(error, 2L), meter.of(Phase.BEFORE).errors());
    assertEquals(2, told.getFirst().errors());
  }
}
