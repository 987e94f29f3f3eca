package io.starling.node.load;

import io.starling.gossip.status.Resources;
import org.jspecify.annotations.Nullable;

/** What the process uses of its machine, smoothed over the last seconds where it is a rate. */
final class MachineSeries {
  private @Nullable MachineReading last;
  private double age;
  private double cores;
  private double networkBytes;

  /** Adds a reading; one that is no later than the last adds nothing. */
  void take(MachineReading reading) {
    MachineReading before = last;
    double seconds = before == null ? 0 : (reading.atNanos() - before.atNanos()) / 1e9;
    if (before != null && seconds > 0) {
      age += seconds;
      double share = Smoothing.SECONDS.share(seconds, age);
      double spent = Math.max(0, reading.processorNanos() - before.processorNanos()) / 1e9;
      double sent = Math.max(0, reading.networkBytes() - before.networkBytes());
      cores = Smoothing.towards(cores, spent / seconds, share);
      networkBytes = Smoothing.towards(networkBytes, sent / seconds, share);
    }
    last = reading;
  }

  Resources used() {
    MachineReading now = last;
    return now == null
        ? Resources.NONE
        : new Resources(
            cores, Math.max(0, now.memoryBytes()), Math.max(0, now.diskBytes()), networkBytes);
  }
}
