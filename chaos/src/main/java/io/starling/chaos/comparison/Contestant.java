package io.starling.chaos.comparison;

import io.starling.chaos.process.ClusterUnderTest;
import io.starling.chaos.process.ServerProcess;
import java.io.IOException;
import java.time.Duration;

/**
 * Servers that run, and the tool that puts load on them. The servers belong to whoever started
 * them: several contestants may be the same servers, asked in different ways.
 *
 * @param name as it is called in a table
 */
record Contestant(String name, ClusterUnderTest servers, LoadTool tool) {
  /** Does a task once. */
  Measurement measure(Task task, Duration duration) throws IOException, InterruptedException {
    long before = cpuMillis();
    LoadTool.Outcome outcome = tool.run(task, duration);
    return Measurement.of(outcome, cpuMillis() - before);
  }

  private long cpuMillis() throws IOException {
    long sum = 0;
    for (ServerProcess process : servers.processes()) {
      sum += process.usage().cpuMillis();
    }
    return sum;
  }
}
