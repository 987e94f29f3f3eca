package io.starling.chaos.workload;

import io.starling.chaos.history.Call;
import io.starling.chaos.history.Operation;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** Makes one call after the other, lane after lane, at its pace. */
final class Worker implements Runnable {
  /** After an error, so that a server that is gone is not asked as fast as the machine can. */
  private static final long ERROR_PAUSE_NANOS = 5_000_000;

  private final int number;
  private final StoreClient client;
  private final List<NumberedLane> lanes;
  private final CallMix mix;
  private final Pace pace;
  private final SplittableRandom random;
  private final Docket docket;
  private final WorkerLog log = new WorkerLog();
  private volatile boolean stopped;
  private long calls;

  record NumberedLane(int number, Lane lane) {}

  Worker(
      int number,
      StoreClient client,
      List<NumberedLane> lanes,
      WorkloadSettings settings,
      Docket docket) {
    this.number = number;
    this.client = client;
    this.lanes = lanes;
    this.mix = settings.mix();
    this.pace = settings.pace(number, System.nanoTime());
    this.random = new SplittableRandom(settings.seed() * 31 + number);
    this.docket = docket;
  }

  @Override
  public void run() {
    while (!stopped) {
      awaitTurn();
      step(lanes.get((int) (calls % lanes.size())));
    }
  }

  private void awaitTurn() {
    long now = System.nanoTime();
    for (long left = pace.untilDue(now); left > 0 && !stopped; left = pace.untilDue(now)) {
      LockSupport.parkNanos(left);
      now = System.nanoTime();
    }
    pace.begin(now);
  }

  private void step(NumberedLane turn) {
    Generation generation = turn.lane().enter();
    Call call = mix.draw(random, generation.keys(), number + "-" + calls++);
    long invokedAt = System.nanoTime();
    Answer answer = client.call(call);
    Operation operation =
        new Operation(number, invokedAt, System.nanoTime(), call, answer.outcome());
    log.add(operation, turn.number(), answer);
    if (turn.lane().leave(generation, operation)) {
      docket.close(generation, client);
    }
    if (!operation.happened()) {
      LockSupport.parkNanos(ERROR_PAUSE_NANOS);
    }
  }

  /** From any thread: ends after the call under way. */
  void stop() {
    stopped = true;
  }

  /** To be read when the thread has ended. */
  WorkerLog log() {
    return log;
  }
}
