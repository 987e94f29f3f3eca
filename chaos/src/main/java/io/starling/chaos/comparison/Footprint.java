package io.starling.chaos.comparison;

import io.starling.chaos.process.ClusterUnderTest;
import io.starling.chaos.process.HostCommand;
import io.starling.chaos.process.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/** What a million entries take on one node, and how soon it serves them again. */
final class Footprint implements Part {
  private static final int ENTRIES = 1_000_000;
  private static final int KEY_BYTES = 16;
  private static final int PAYLOAD_BYTES = KEY_BYTES + Task.VALUE_BYTES;
  private static final double MEBI = 1 << 20;
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration SERVE_TIMEOUT = Duration.ofMinutes(2);

  @Override
  public String run(Stage stage) throws IOException, InterruptedException {
    String starling = row("Starling", stage.starling(1));
    String redis = row("Redis, AOF", stage.redis(0, true));
    return """
        **%,d entries** with keys of %d B and values of %d B, on one node. Overhead is what the process grew \
        by while it was filled, or the directory until the process was stopped, less %d B of payload \
        for each entry; journal and room for growth are in it. A process serves again when it is \
        ready, its start included.

        | server | resident (VmRSS) | overhead an entry, resident | overhead an entry, on disk | again after a stop | again after kill -9 |
        | --- | ---: | ---: | ---: | ---: | ---: |
        %s%s"""
        .formatted(ENTRIES, KEY_BYTES, Task.VALUE_BYTES, PAYLOAD_BYTES, starling, redis);
  }

  private static String row(String name, ClusterUnderTest servers)
      throws IOException, InterruptedException {
    ServerProcess process = servers.processes().getFirst();
    long emptyResidentBytes = process.usage().residentBytes();
    long emptyDiskBytes = diskBytes(process);
    new StarlingBench(Endpoints.first(servers), ENTRIES).fill();
    long residentBytes = process.usage().residentBytes();
    process.terminate(STOP_TIMEOUT);
    long diskBytes = diskBytes(process);
    double afterStop = secondsToServe(servers);
    process.kill();
    double afterKill = secondsToServe(servers);
    return String.format(
        Locale.ROOT,
        "| %s | %.0f MiB | %.0f B | %.0f B | %.1f s | %.1f s |%n",
        name,
        residentBytes / MEBI,
        overhead(residentBytes - emptyResidentBytes),
        overhead(diskBytes - emptyDiskBytes),
        afterStop,
        afterKill);
  }

  private static long diskBytes(ServerProcess process) throws IOException {
    String data = process.server().data().toString();
    String printed = HostCommand.run("du", "-s", "--block-size=1", data);
    return Long.parseLong(printed.split("\\s", 2)[0]);
  }

  private static double overhead(long grownBytes) {
    return (double) grownBytes / ENTRIES - PAYLOAD_BYTES;
  }

  private static double secondsToServe(ClusterUnderTest servers)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    servers.processes().getFirst().start();
    servers.awaitReady(SERVE_TIMEOUT);
    return (System.nanoTime() - begin) / 1e9;
  }
}
