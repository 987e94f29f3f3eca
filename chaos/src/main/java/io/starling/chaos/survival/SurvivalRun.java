package io.starling.chaos.survival;

import io.starling.chaos.arena.Arena;
import io.starling.chaos.arena.Setting;
import io.starling.chaos.process.ClusterUnderTest;
import io.starling.chaos.workload.StoreClient;
import io.starling.chaos.workload.Workload;
import io.starling.chaos.workload.WorkloadReport;
import io.starling.chaos.workload.WorkloadSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One acceptance run: load, one fault after the other, each healed before the next, a verdict. */
final class SurvivalRun {
  private static final Duration READY_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration LAST_PAUSE = Duration.ofSeconds(3);

  private final Arena arena;
  private final Setting setting;
  private final ClusterUnderTest cluster;
  private final FaultInjection injection;
  private final PrintWriter progress;
  private final List<Outage.Past> past = new ArrayList<>();

  SurvivalRun(Arena arena, Setting setting, PrintWriter progress) {
    this.arena = arena;
    this.setting = setting;
    this.cluster = arena.cluster();
    this.injection = new FaultInjection(cluster);
    this.progress = progress;
  }

  /**
   * @param timeMax after which no further fault begins
   * @throws IOException if a node does not come back, with the end of its log
   */
  SurvivalReport run(List<PlannedFault> plan, WorkloadSettings settings, Duration timeMax)
      throws IOException, InterruptedException {
    List<StoreClient> clients = arena.clients().clients();
    Workload workload = new Workload(settings, clients);
    long start = System.nanoTime();
    workload.start();
    try {
      for (PlannedFault fault : plan) {
        Thread.sleep(fault.pause());
        if (System.nanoTime() - start > timeMax.toNanos()) {
          break;
        }
        inflict(fault, workload);
      }
      Thread.sleep(LAST_PAUSE);
    } finally {
      workload.stop();
    }
    long end = System.nanoTime();
    progress.println("reading every key again ...");
    progress.flush();
    return report(workload.judge(clients.getFirst()), start, end);
  }

  private void inflict(PlannedFault fault, Workload workload)
      throws IOException, InterruptedException {
    int primaries = cluster.processes().get(fault.victim()).server().primaries();
    long begunAt = System.nanoTime();
    injection.begin(fault);
    Thread.sleep(fault.kind().hold());
    injection.end(fault);
    cluster.awaitReady(READY_TIMEOUT);
    long readyAt = System.nanoTime();
    past.add(new Outage.Past(fault, primaries, begunAt, readyAt));
    progress.printf(
        "%3d  %-9s  node %d, primary of %3d segments; all ready after %,6d ms; %,11d calls so far%n",
        past.size(),
        fault.kind().word(),
        fault.victim() + 1,
        primaries,
        Duration.ofNanos(readyAt - begunAt).toMillis(),
        workload.operationsSoFar());
    progress.flush();
  }

  private SurvivalReport report(WorkloadReport workload, long start, long end) {
    List<Outage> outages = new ArrayList<>();
    for (int i = 0; i < past.size(); i++) {
      long until = i + 1 < past.size() ? past.get(i + 1).begunAt() : end;
      outages.add(past.get(i).outage(workload.answered(), until));
    }
    return SurvivalReport.of(setting, outages, workload, Duration.ofNanos(end - start));
  }
}
