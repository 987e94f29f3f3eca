package io.starling.chaos.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SimulationTest {
  @Test
  void theSameSeedIsTheSameRun() {
    assertEquals(Simulation.run(1), Simulation.run(1));
  }

  @Test
  void anotherSeedIsAnotherRun() {
    assertTrue(Simulation.run(1).digest() != Simulation.run(2).digest());
  }

  @Test
  void aRunIsLongEnoughToMeanSomething() {
    RunReport report = Simulation.run(3);
    assertTrue(report.operations() >= 1000, () -> "operations: " + report.operations());
    int faults = report.faults().values().stream().mapToInt(Integer::intValue).sum();
    assertTrue(faults >= 10, () -> "faults: " + faults);
  }

  @Test
  void nothingIsViolatedByTheFirstSeeds() {
    LongStream.rangeClosed(1, 120)
        .mapToObj(Simulation::runAndExplain)
        .forEach(report -> assertNull(report.failure(), () -> "seed " + report.seed()));
  }
}
