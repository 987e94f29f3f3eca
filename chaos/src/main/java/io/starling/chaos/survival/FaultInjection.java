package io.starling.chaos.survival;

import io.starling.chaos.process.ClusterUnderTest;
import io.starling.chaos.process.IsolatedNetwork;
import io.starling.chaos.process.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Does to a cluster what is planned, and takes it back. */
final class FaultInjection {
  private static final Duration END_TIMEOUT = Duration.ofSeconds(30);

  private final ClusterUnderTest cluster;

  FaultInjection(ClusterUnderTest cluster) {
    this.cluster = cluster;
  }

  /** Returns as soon as the fault is there: a node that is told to end has ended. */
  void begin(PlannedFault fault) throws IOException, InterruptedException {
    ServerProcess victim = cluster.processes().get(fault.victim());
    switch (fault.kind()) {
      case KILL -> victim.kill();
      case RESTART -> terminate(victim);
      case STOP -> victim.pause();
      case PARTITION -> network().isolate(List.of(fault.victim()));
    }
  }

  /** Takes it back; does not wait until the node is well again. */
  void end(PlannedFault fault) throws IOException {
    ServerProcess victim = cluster.processes().get(fault.victim());
    switch (fault.kind()) {
      case KILL, RESTART -> victim.start();
      case STOP -> victim.resume();
      case PARTITION -> network().heal();
    }
  }

  private static void terminate(ServerProcess victim) throws IOException, InterruptedException {
    if (!victim.terminate(END_TIMEOUT)) {
      String name = victim.server().name();
      throw new IOException(name + " did not end within " + END_TIMEOUT + " of SIGTERM");
    }
  }

  private IsolatedNetwork network() {
    return cluster
        .network()
        .orElseThrow(() -> new IllegalStateException("a partition needs a network of its own"));
  }
}
