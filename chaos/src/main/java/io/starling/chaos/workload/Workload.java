package io.starling.chaos.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Threads at work on a cluster. Start it, do what is to be endured, stop it, then ask what it
 * found. Used by one thread.
 */
public final class Workload {
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);
  private static final int LAST_READ_TRIES = 100;

  private final List<Lane> lanes = new ArrayList<>();
  private final List<Worker> workers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Docket docket = new Docket();
  private final int laneCount;

  /**
   * @param clients one for each thread; they stay open
   */
  public Workload(WorkloadSettings settings, List<StoreClient> clients) {
    laneCount = settings.lanes();
    for (String tag : SlotTags.spread(settings.lanes())) {
      lanes.add(new Lane(tag, settings.operationsPerGeneration()));
    }
    for (int i = 0; i < settings.threads(); i++) {
      List<Worker.NumberedLane> own = lanesOf(i % settings.teams(), settings.teams());
      workers.add(new Worker(i, clients.get(i), own, settings, docket));
    }
  }

  private List<Worker.NumberedLane> lanesOf(int team, int teams) {
    List<Worker.NumberedLane> own = new ArrayList<>();
    for (int lane = team; lane < lanes.size(); lane += teams) {
      own.add(new Worker.NumberedLane(lane, lanes.get(lane)));
    }
    return own;
  }

  public void start() {
    for (Worker worker : workers) {
      Thread thread = new Thread(worker, "worker-" + threads.size());
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /** Returns when the calls under way have ended. */
  public void stop() throws InterruptedException {
    workers.forEach(Worker::stop);
    for (Thread thread : threads) {
      if (!thread.join(STOP_TIMEOUT)) {
        throw new IllegalStateException(thread.getName() + " did not end in " + STOP_TIMEOUT);
      }
    }
  }

  /**
   * Reads every key of the run and judges all that was not judged yet. After {@link #stop}, with a
   * cluster that is whole.
   */
  public WorkloadReport judge(StoreClient client) {
    for (Lane lane : lanes) {
      lane.unfinished().forEach(docket::leaveOpen);
    }
    long unread = docket.closeAll(client, LAST_READ_TRIES);
    List<WorkerLog> logs = workers.stream().map(Worker::log).toList();
    return WorkloadReport.of(logs, AnsweredCalls.of(logs, laneCount), unread, docket.findings());
  }

  /** How many calls have ended; a figure for people, not exact while it runs. */
  public long operationsSoFar() {
    return workers.stream().mapToLong(worker -> worker.log().operations()).sum();
  }
}
