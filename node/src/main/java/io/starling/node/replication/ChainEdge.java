package io.starling.node.replication;

import io.starling.gossip.agreement.AgreementMessage;
import io.starling.gossip.agreement.ChainOutput;
import io.starling.gossip.agreement.ChainState;
import io.starling.gossip.agreement.Configuration;
import io.starling.storage.id.NodeId;
import java.util.Optional;

/** What the chain of a replica does to the world, and where it asks. */
final class ChainEdge implements ChainOutput {
  private final Replica replica;
  private final ReplicaContext context;
  private final DurableRecord record;

  ChainEdge(Replica replica, ReplicaContext context, DurableRecord record) {
    this.replica = replica;
    this.context = context;
    this.record = record;
  }

  @Override
  public void send(NodeId to, AgreementMessage message) {
    context.output().send(to, message);
  }

  @Override
  public void persist(ChainState state, Runnable then) {
    record.write(
        state,
        () -> {
          replica.epochBecameDurable();
          then.run();
        });
  }

  @Override
  public void adopted(Configuration previous, Configuration now) {
    replica.adopted(previous, now);
  }

  @Override
  public boolean leaseAllowsPromise(NodeId proposer, long nowNanos) {
    Optional<Leader> leader = replica.leader();
    if (leader.isPresent() && !proposer.equals(context.self())) {
      return !leader.get().holdsLease();
    }
    return proposer.equals(replica.configuration().primary())
        || !context.granted().isLent(replica.segment(), nowNanos);
  }

  @Override
  public void promiseWithheld(NodeId proposer) {
    replica.leader().ifPresent(Leader::contested);
  }

  @Override
  public boolean isFitToLead() {
    return replica.copy() != null && !replica.marks().suspect();
  }
}
