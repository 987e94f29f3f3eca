package io.starling.chaos.simulation.cluster;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.gossip.agreement.Configuration;
import io.starling.node.replication.Replica;
import io.starling.storage.id.NodeId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a cluster is as it should be when nothing is wrong (I6). */
public final class Health {
  /** What is wrong, and with which segment. */
  public record Complaint(int segment, String what) {}

  private final Cluster cluster;

  public Health(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Why the data of the cluster is not on all members it should be on.
   *
   * @return null if it is
   */
  public @Nullable Complaint whyNotInSync() {
    for (Configuration latest : latest()) {
      Complaint complaint = whyNotInSync(latest);
      if (complaint != null) {
        return complaint;
      }
    }
    return null;
  }

  /**
   * Why the cluster is not whole and at rest; to be asked when nobody writes.
   *
   * @return null if it is
   */
  public @Nullable Complaint whyNotWhole() {
    for (Configuration latest : latest()) {
      Complaint complaint = whyNotInSync(latest);
      complaint = complaint == null ? whyNotEqual(latest) : complaint;
      if (complaint != null) {
        return complaint;
      }
    }
    return null;
  }

  private List<Configuration> latest() {
    return cluster.witness().configurations().latest();
  }

  private @Nullable Complaint whyNotInSync(Configuration latest) {
    if (latest.members().size() != RunCharacter.REPLICAS) {
      return new Complaint(latest.segment(), latest + ": not at the replication factor");
    }
    for (NodeId member : latest.members()) {
      Replica replica = replica(member, latest.segment());
      if (replica == null) {
        return new Complaint(latest.segment(), latest + ": " + member + " does not run");
      }
      if (!replica.configuration().equals(latest)) {
        return new Complaint(
            latest.segment(), latest + ": " + member + " knows only " + replica.configuration());
      }
      if (replica.isWedged() || replica.marks().suspect()) {
        return new Complaint(latest.segment(), latest + ": " + member + " is wedged or suspect");
      }
    }
    Replica primary = replica(latest.primary(), latest.segment());
    return primary != null && primary.isServing() && primary.isFullyInSync()
        ? null
        : new Complaint(
            latest.segment(), latest + ": the primary does not serve or has members behind");
  }

  private @Nullable Complaint whyNotEqual(Configuration latest) {
    long root = rootOf(latest.primary(), latest.segment());
    for (NodeId member : latest.members()) {
      if (rootOf(member, latest.segment()) != root) {
        return new Complaint(latest.segment(), latest + ": the copy of " + member + " differs");
      }
    }
    for (Machine machine : cluster.machines()) {
      if (!machine.stay().isHere()) {
        continue;
      }
      if (machine.stay() == Stay.DRAINING && latest.hasMember(machine.id())) {
        return new Complaint(latest.segment(), latest + ": not drained is " + machine);
      }
      Replica replica = replica(machine.id(), latest.segment());
      if (replica == null || !replica.configuration().equals(latest)) {
        return new Complaint(latest.segment(), latest + ": not known at " + machine);
      }
      NodeProcess process = machine.process();
      if (process != null && process.control().mover().movesIn() > 0) {
        return new Complaint(latest.segment(), "room is granted at " + machine);
      }
      if (replica.copy() != null && !replica.isMember()) {
        return new Complaint(latest.segment(), latest + ": a copy is left at " + machine);
      }
    }
    return null;
  }

  private long rootOf(NodeId node, int segment) {
    Replica replica = replica(node, segment);
    SegmentCopy copy = replica == null ? null : replica.copy();
    return copy == null ? 0 : copy.root();
  }

  private @Nullable Replica replica(NodeId node, int segment) {
    int index = cluster.indexOf(node);
    NodeProcess process = index < 0 ? null : cluster.machines().get(index).process();
    return process == null ? null : process.shard().replica(segment);
  }
}
