package io.starling.chaos.workload;

/**
 * What a workload does.
 *
 * @param threads that call, in teams; 1 to 250
 * @param clientsPerKey threads in a team; what the checker's cost grows with, 1 to 8
 * @param lanes hash slots under load, spread evenly; 1 to 256
 * @param operationsPerGeneration after which a lane goes on with new keys; 1 to 1,000
 * @param callsPerSecond of all threads together, at most 1,000,000; 0: as many as are answered
 * @param seed of which call is made on which key; their timing is not seeded
 */
public record WorkloadSettings(
    int threads,
    int clientsPerKey,
    int lanes,
    int operationsPerGeneration,
    CallMix mix,
    int callsPerSecond,
    long seed) {
  public static final WorkloadSettings DEFAULT =
      new WorkloadSettings(16, 4, 64, 400, CallMix.EVEN, 2_000, 1);

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  public WorkloadSettings {
    within("threads", threads, 250);
    within("clients per key", clientsPerKey, 8);
    within("lanes", lanes, 256);
    within("operations per generation", operationsPerGeneration, 1_000);
    if (callsPerSecond < 0 || callsPerSecond > 1_000_000) {
      throw new IllegalArgumentException(callsPerSecond + " calls a second");
    }
    if (lanes < teams(threads, clientsPerKey)) {
      throw new IllegalArgumentException(
          lanes + " lanes are too few for " + teams(threads, clientsPerKey) + " teams");
    }
  }

  private static void within(String name, int value, int max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(name + ": " + value + " is not in 1 to " + max);
    }
  }

  int teams() {
    return teams(threads, clientsPerKey);
  }

  private static int teams(int threads, int clientsPerKey) {
    return (threads + clientsPerKey - 1) / clientsPerKey;
  }

  /** The pace of one of the threads, if the load begins at that time; they take turns. */
  Pace pace(int thread, long beginNanos) {
    if (callsPerSecond == 0) {
      return new Pace(0, beginNanos);
    }
    long interval = NANOS_PER_SECOND * threads / callsPerSecond;
    return new Pace(interval, beginNanos + interval * thread / threads);
  }

  public WorkloadSettings withSeed(long other) {
    return new WorkloadSettings(
        threads, clientsPerKey, lanes, operationsPerGeneration, mix, callsPerSecond, other);
  }

  public WorkloadSettings withThreads(int other) {
    return new WorkloadSettings(
        other, clientsPerKey, lanes, operationsPerGeneration, mix, callsPerSecond, seed);
  }

  public WorkloadSettings withCallsPerSecond(int other) {
    return new WorkloadSettings(
        threads, clientsPerKey, lanes, operationsPerGeneration, mix, other, seed);
  }
}
