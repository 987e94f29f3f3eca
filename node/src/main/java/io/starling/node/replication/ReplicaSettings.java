package io.starling.node.replication;

import io.starling.antientropy.sync.SyncSettings;
import io.starling.gossip.agreement.ChainSettings;
import io.starling.node.lease.LeaseSettings;
import java.time.Duration;

/**
 * Waits and bounds of the replicas of a node.
 *
 * @param lease of the cluster
 * @param chain waits of the agreement
 * @param rankStep how much longer each further member waits before it takes over
 * @param resendAfter when an unanswered message is sent again
 * @param sync limits of a synchronisation
 * @param sealMax how long a primary holds new writes before a hand-over that does not come about
 * @param handovers segments of a loop that may change their primary at the same time; more if there
 *     are very many
 * @param learnerPatience how long a copy that is not a member's is kept though no primary wants it
 * @param audit how often copies are checked although nothing looks wrong
 * @param ramp of the reads that others than the primary answer
 * @param barrierInterval how often a primary asks whether tombstones may be dropped
 * @param sweepInterval how often a primary looks for expired entries in one slice of a segment
 * @param pendingWritesMax writes of a segment that may wait for a majority; more are refused
 * @param pendingBytesMax bytes of values in them
 * @param syncsMax synchronisations that a loop drives with one peer at the same time; more wait,
 *     and of those that wait the hottest segments come first
 */
public record ReplicaSettings(
    LeaseSettings lease,
    ChainSettings chain,
    Duration rankStep,
    Duration resendAfter,
    SyncSettings sync,
    Duration sealMax,
    int handovers,
    Duration learnerPatience,
    AuditSettings audit,
    RampSettings ramp,
    Duration barrierInterval,
    Duration sweepInterval,
    int pendingWritesMax,
    long pendingBytesMax,
    int syncsMax) {

  /**
   * Small frames, a few on the way for each: many segments are synchronised at once, and a loop
   * serves its clients between two frames.
   */
  private static final SyncSettings SYNC =
      new SyncSettings(64 << 10, 4, 1L << 20, 5_000_000_000L, 16, 256L << 20);

  /** Bounds for a node of usual size. */
  public static final ReplicaSettings DEFAULT = forLease(LeaseSettings.DEFAULT);

  public ReplicaSettings {
    if (handovers < 1 || pendingWritesMax < 1 || pendingBytesMax < 1 || syncsMax < 1) {
      throw new IllegalArgumentException("bounds must be at least 1");
    }
  }

  /** The same, with other audits. */
  public ReplicaSettings withAudit(AuditSettings changed) {
    return with(changed, ramp);
  }

  /** The same, with another ramp. */
  public ReplicaSettings withRamp(RampSettings changed) {
    return with(audit, changed);
  }

  private ReplicaSettings with(AuditSettings otherAudit, RampSettings otherRamp) {
    return new ReplicaSettings(
        lease,
        chain,
        rankStep,
        resendAfter,
        sync,
        sealMax,
        handovers,
        learnerPatience,
        otherAudit,
        otherRamp,
        barrierInterval,
        sweepInterval,
        pendingWritesMax,
        pendingBytesMax,
        syncsMax);
  }

  /** Waits that fit a lease. */
  public static ReplicaSettings forLease(LeaseSettings lease) {
    return new ReplicaSettings(
        lease,
        ChainSettings.DEFAULT,
        Duration.ofMillis(60),
        Duration.ofMillis(200),
        SYNC,
        Duration.ofMillis(800),
        4,
        Duration.ofSeconds(16),
        AuditSettings.DEFAULT,
        RampSettings.DEFAULT,
        Duration.ofSeconds(10),
        Duration.ofSeconds(1),
        16_384,
        64L << 20,
        32);
  }
}
