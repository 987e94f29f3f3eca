package io.starling.chaos.arena;

import io.starling.chaos.process.RedisClusterMember.Keeping;
import io.starling.chaos.workload.Connecting.Recovery;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a run needs of its cluster.
 *
 * @param parted whether the nodes need a network in which they can be kept from each other
 * @param recovery who deals with a connection that has ended
 * @param redis how a Redis is to keep its data; empty: it is Starling that is put to the test
 * @param latecomers nodes beyond those of the options, that are started later
 * @param flags what each Starling node is started with beside its own
 * @param ground what is done to the directory of all data before and after
 */
public record Staging(
    boolean parted,
    Recovery recovery,
    Optional<Keeping> redis,
    int latecomers,
    Flags flags,
    Ground ground) {

  /**
   * For each node.
   *
   * @param jvm options of its virtual machine
   * @param node flags of {@code starling node}
   */
  public record Flags(List<String> jvm, List<String> node) {
    public Flags {
      jvm = List.copyOf(jvm);
      node = List.copyOf(node);
    }
  }

  /** The directory that data and logs are in. */
  public interface Ground {
    /** As it is. */
    Ground PLAIN =
        new Ground() {
          @Override
          public void prepare(Path directory) {}

          @Override
          public void restore() {}
        };

    /** Before the first node starts. */
    void prepare(Path directory) throws IOException;

    /** When the last one has ended. */
    void restore();
  }

  /** Starling nodes with default settings, all of them there from the beginning. */
  public static Staging of(boolean parted, Recovery recovery) {
    Flags none = new Flags(List.of(), List.of());
    return new Staging(parted, recovery, Optional.empty(), 0, none, Ground.PLAIN);
  }

  public Staging withRedis(Optional<Keeping> keeping) {
    return new Staging(parted, recovery, keeping, latecomers, flags, ground);
  }

  public Staging withLatecomers(int nodes) {
    return new Staging(parted, recovery, redis, nodes, flags, ground);
  }

  public Staging withFlags(Flags other) {
    return new Staging(parted, recovery, redis, latecomers, other, ground);
  }

  public Staging withGround(Ground other) {
    return new Staging(parted, recovery, redis, latecomers, flags, other);
  }
}
