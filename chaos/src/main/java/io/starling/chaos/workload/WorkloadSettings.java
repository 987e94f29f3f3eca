package io.starling.chaos.workload;

/**
 * What a workload does.
 *
 * @param threads that call, in teams; 1 to 250
 * @param clientsPerKey threads in a team; what the checker's cost grows with, 1 to 8
 * @param lanes hash slots under load, spread evenly; 1 to 256
 * @param operationsPerGeneration after which a lane goes on with new keys; 1 to 1,000
 * @param seed of which call is made on which key; their timing is not seeded
 */
public record WorkloadSettings(
    int threads,
    int clientsPerKey,
    int lanes,
    int operationsPerGeneration,
    CallMix mix,
    long seed) {
  public static final WorkloadSettings DEFAULT =
      new WorkloadSettings(16, 4, 64, 400, CallMix.EVEN, 1);

  public WorkloadSettings {
    within("threads", threads, 250);
    within("clients per key", clientsPerKey, 8);
    within("lanes", lanes, 256);
    within("operations per generation", operationsPerGeneration, 1_000);
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

  public WorkloadSettings withSeed(long other) {
    return new WorkloadSettings(threads, clientsPerKey, lanes, operationsPerGeneration, mix, other);
  }

  public WorkloadSettings withThreads(int other) {
    return new WorkloadSettings(other, clientsPerKey, lanes, operationsPerGeneration, mix, seed);
  }
}
