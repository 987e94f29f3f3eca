package io.starling.chaos.simulation.cluster;

import io.starling.antientropy.sync.SyncSettings;
import io.starling.gossip.agreement.ChainSettings;
import io.starling.node.lease.LeaseSettings;
import io.starling.node.migration.MigrationSettings;
import io.starling.node.replication.AuditSettings;
import io.starling.node.replication.RampSettings;
import io.starling.node.replication.ReplicaSettings;
import io.starling.storage.id.SegmentLayout;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What kind of cluster a run has, drawn before anything happens.
 *
 * @param machines 3 to 6; up to 8 if some come and go
 * @param startsWith how many of them are there from the beginning
 * @param restless whether machines come and go
 * @param load of a cluster that balances itself; null for one that does not
 * @param layout of few segments, so that much happens to each
 * @param syncsEachWrite durability {@code sync}; otherwise the journal is synced each second
 * @param replica waits of all nodes
 * @param migration waits and bounds of moves
 * @param tick between two ticks of a node
 * @param gossip between two exchanges of a node with a peer
 * @param grace how long a silent node keeps its place in a configuration
 * @param diskLatencyMax of a healthy disk
 * @param disksFill whether disks run full, and no key has a deadline: a read that finds no room for
 *     the removal of what has expired only hides it, and another wall clock may show it again
 * @param percentDetours of the reads that are asked of any node, to be answered from its copy on
 *     the primary's word
 * @param mailWaits whether what is on the way when a process dies reaches the next one; otherwise
 *     it is lost with the connection
 */
public record RunCharacter(
    int machines,
    int startsWith,
    boolean restless,
    @Nullable LoadCharacter load,
    SegmentLayout layout,
    boolean syncsEachWrite,
    ReplicaSettings replica,
    MigrationSettings migration,
    Duration tick,
    Duration gossip,
    Duration grace,
    Duration diskLatencyMax,
    boolean disksFill,
    int percentDetours,
    boolean mailWaits) {
  /** Members that every segment is to have. */
  public static final int REPLICAS = 3;

  /** Draws one. */
  public static RunCharacter draw(RandomGenerator random) {
    LeaseSettings lease = LeaseSettings.ofLength(millis(random, 100, 600));
    boolean restless = random.nextInt(5) < 2;
    int machines = restless ? random.nextInt(4, 9) : random.nextInt(3, 7);
    int segments = 1 << random.nextInt(1, 3);
    return new RunCharacter(
        machines,
        restless ? startsWith(machines, random) : machines,
        restless,
        random.nextInt(5) < 2 ? LoadCharacter.draw(machines, segments, random) : null,
        new SegmentLayout(segments),
        random.nextBoolean(),
        replica(lease, random),
        migration(random),
        millis(random, 4, 20),
        millis(random, 50, 500),
        millis(random, 1500, 6000),
        Duration.ofNanos(random.nextLong(100_000, 5_000_000)),
        random.nextInt(4) == 0,
        random.nextBoolean() ? 0 : random.nextInt(80),
        random.nextBoolean());
  }

  private static int startsWith(int machines, RandomGenerator random) {
    return switch (random.nextInt(4)) {
      case 0 -> 1;
      case 1 -> machines;
      default -> REPLICAS;
    };
  }

  private static ReplicaSettings replica(LeaseSettings lease, RandomGenerator random) {
    ChainSettings chain =
        new ChainSettings(millis(random, 40, 250), random.nextInt(2, 9), millis(random, 100, 600));
    SyncSettings sync =
        new SyncSettings(
            random.nextInt(40, 2000),
            random.nextInt(1, 5),
            random.nextLong(500, 100_000),
            millis(random, 300, 2000).toNanos(),
            16,
            1L << 20);
    return new ReplicaSettings(
        lease,
        chain,
        millis(random, 10, 60),
        millis(random, 30, 200),
        sync,
        millis(random, 100, 800),
        random.nextInt(1, 5),
        millis(random, 500, 8000),
        new AuditSettings(millis(random, 500, 5000), millis(random, 20, 500)),
        new RampSettings(
            random.nextInt(3) == 0 ? Duration.ZERO : millis(random, 20, 2000),
            millis(random, 20, 500)),
        millis(random, 20, 400),
        millis(random, 10, 200),
        random.nextInt(20, 2000),
        64L << 20,
        random.nextInt(1, 5));
  }

  private static MigrationSettings migration(RandomGenerator random) {
    return new MigrationSettings(
        millis(random, 1000, 8000),
        millis(random, 100, 2000),
        millis(random, 100, 3000),
        millis(random, 0, 5000),
        millis(random, 5000, 30_000),
        random.nextInt(1, 9),
        random.nextInt(1, 5),
        random.nextInt(1, 9),
        random.nextInt(1, 5));
  }

  private static Duration millis(RandomGenerator random, int from, int end) {
    return Duration.ofMillis(random.nextInt(from, end));
  }

  /**
   * How long nothing may move for a cluster with constant load to be at rest: longer than what was
   * moved stays where it is. Empty if it need not come to rest.
   */
  public Optional<Duration> rest() {
    LoadCharacter balanced = load;
    return balanced == null || balanced.isHasty()
        ? Optional.empty()
        : Optional.of(balanced.policy().freeze().plus(Duration.ofSeconds(30)));
  }
}
