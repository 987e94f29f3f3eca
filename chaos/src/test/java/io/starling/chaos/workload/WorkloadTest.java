package io.starling.chaos.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.chaos.history.Call;
import io.starling.chaos.history.Outcome;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class WorkloadTest {
  private static final int THREADS = 4;
  private static final int CALLS = 20_000;

  private static final WorkloadSettings SETTINGS =
      new WorkloadSettings(THREADS, 2, 8, 100, CallMix.EVEN, 0, 1);

  @Test
  void findsNothingWrongWithAStoreThatKeepsItsWord() throws Exception {
    WorkloadReport report = run(new MemoryStore(0).client());
    assertTrue(report.findings().isClean(), () -> report.findings().toString());
    assertEquals(0, report.errorCount());
    assertTrue(report.answered().writes() > CALLS / 4, "writes were acknowledged");
  }

  @Test
  void catchesAStoreThatForgetsOneWriteInAHundred() throws Exception {
    WorkloadReport report = run(new MemoryStore(100).client());
    assertTrue(report.findings().contradictions() > 0, () -> report.findings().toString());
    assertFalse(report.findings().examples().isEmpty());
  }

  @Test
  void catchesAStoreThatSaysNotAppliedOfWhatItApplied() throws Exception {
    StoreClient honest = new MemoryStore(0).client();
    WorkloadReport report = run(denyingOneIn(100, honest));
    assertTrue(report.findings().contradictions() > 0, () -> report.findings().toString());
    assertEquals(List.of(new CallError("TRYAGAIN", true)), List.copyOf(report.errors().keySet()));
  }

  @Test
  void findsNothingWrongWhereOutcomesAreUnknown() throws Exception {
    StoreClient honest = new MemoryStore(0).client();
    WorkloadReport report = run(losingOneIn(100, honest));
    assertTrue(report.findings().isClean(), () -> report.findings().toString());
    assertTrue(report.errorCount() > 0, "some outcomes were unknown");
  }

  private static WorkloadReport run(StoreClient client) throws InterruptedException {
    CountDownLatch enough = new CountDownLatch(CALLS);
    StoreClient counted = onEachCall(client, enough::countDown);
    Workload workload = new Workload(SETTINGS, Collections.nCopies(THREADS, counted));
    workload.start();
    boolean inTime = enough.await(60, TimeUnit.SECONDS);
    workload.stop();
    assertTrue(inTime, () -> enough.getCount() + " calls are missing");
    return workload.judge(client);
  }

  private static StoreClient denyingOneIn(int share, StoreClient client) {
    return replacing(share, client, Answer.ofError("TRYAGAIN not now"));
  }

  private static StoreClient losingOneIn(int share, StoreClient client) {
    return replacing(share, client, Answer.lost("timeout"));
  }

  /** Makes the call, and gives another answer to one in so many that change something. */
  private static StoreClient replacing(int share, StoreClient client, Answer answer) {
    AtomicInteger writes = new AtomicInteger();
    return new StoreClient() {
      @Override
      public Answer call(Call call) {
        Answer honest = client.call(call);
        boolean changes = call instanceof Call.Write && honest.outcome() instanceof Outcome.Applied;
        return changes && writes.incrementAndGet() % share == 0 ? answer : honest;
      }

      @Override
      public void close() {}
    };
  }

  private static StoreClient onEachCall(StoreClient client, Runnable action) {
    return new StoreClient() {
      @Override
      public Answer call(Call call) {
        action.run();
        return client.call(call);
      }

      @Override
      public void close() {}
    };
  }
}
