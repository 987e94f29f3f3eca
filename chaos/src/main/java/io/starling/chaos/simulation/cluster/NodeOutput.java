package io.starling.chaos.simulation.cluster;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.gossip.agreement.AgreementMessage;
import io.starling.gossip.agreement.AgreementMessage.Prepare;
import io.starling.gossip.agreement.AgreementMessage.Promise;
import io.starling.node.lease.LeaseMessage;
import io.starling.node.replication.PreparedLoad;
import io.starling.node.replication.Replica;
import io.starling.node.replication.ReplicaEvent;
import io.starling.node.replication.ReplicaMessage;
import io.starling.node.replication.ReplicaMessage.Appended;
import io.starling.node.replication.ReplicaMessage.CopySummary;
import io.starling.node.replication.SegmentRecord;
import io.starling.node.shard.ShardOutput;
import io.starling.storage.entry.Version;
import io.starling.storage.id.NodeId;
import io.starling.storage.segment.StoreExtent;
import java.util.Objects;
import java.util.function.Consumer;

/** The outlets of a shard: simulated network and disk, with the witness looking on. */
final class NodeOutput implements ShardOutput {
  private final Machine machine;
  private final Surroundings surroundings;
  private final NodeProcess process;

  NodeOutput(Machine machine, Surroundings surroundings, NodeProcess process) {
    this.machine = machine;
    this.surroundings = surroundings;
    this.process = process;
  }

  @Override
  public void send(NodeId to, ReplicaMessage message) {
    if (message instanceof CopySummary || message instanceof Appended) {
      surroundings.witness().epochs().spoke(machine.id(), message.segment(), message.epoch());
    }
    post(to, new PeerMessage.Replication(message));
  }

  @Override
  public void send(NodeId to, AgreementMessage message) {
    if (message instanceof Promise promise) {
      promised(promise.segment(), promise.epoch(), to);
    } else if (message instanceof Prepare prepare) {
      promised(prepare.segment(), prepare.known().epoch() + 1, machine.id());
    }
    post(to, new PeerMessage.Agreement(message));
  }

  private void promised(int segment, long epoch, NodeId proposer) {
    surroundings.witness().leases().promised(segment, epoch, machine.id(), proposer);
  }

  @Override
  public void send(NodeId to, LeaseMessage message) {
    process.leases().sent(message, machine.now().monotonicNanos());
    post(to, new PeerMessage.Lease(message));
  }

  private void post(NodeId to, PeerMessage message) {
    if (process.isAlive()) {
      surroundings.post().send(machine, to, message);
    }
  }

  @Override
  public void persist(SegmentRecord record, Runnable then) {
    machine.disk().persist(record, () -> process.inLoop(then));
  }

  @Override
  public void whenAcknowledgeable(long logPosition, Runnable then) {
    if (surroundings.character().syncsEachWrite() && !machine.disk().isSynced(logPosition)) {
      machine.disk().syncJournal(() -> process.inLoop(then));
    } else {
      then.run();
    }
  }

  @Override
  public void whenLogDurable(Runnable then) {
    machine.disk().syncJournal(() -> process.inLoop(then));
  }

  @Override
  public SegmentCopy openCopy(int segment, Version floor) {
    return machine.disk().openCopy(segment, floor);
  }

  @Override
  public void prepareLoad(int segment, StoreExtent expected, Consumer<PreparedLoad> then) {
    machine.disk().whenFileMade(() -> process.inLoop(() -> then.accept(new NewFile(segment))));
  }

  /** Of a file that has nothing in it yet, nothing can go wrong: it is made when it is used. */
  private final class NewFile implements PreparedLoad {
    private final int segment;

    NewFile(int segment) {
      this.segment = segment;
    }

    @Override
    public SegmentCopy begin() {
      return machine.disk().beginLoad(segment);
    }

    @Override
    public void discard() {}
  }

  @Override
  public void whenStored(int segment, Runnable then) {
    machine.disk().store(segment, () -> process.inLoop(then));
  }

  @Override
  public void dropCopy(int segment) {
    machine.disk().dropCopy(segment);
  }

  @Override
  public void happened(ReplicaEvent event) {
    surroundings
        .witness()
        .trace()
        .note(surroundings.queue().nowNanos(), event.segment(), () -> machine + ": " + event);
    surroundings.witness().transitions().happened(event);
    if (event instanceof ReplicaEvent.Adopted adopted) {
      if (surroundings.witness().configurations().decided(adopted.configuration())) {
        surroundings.witness().moves().decided(adopted.configuration());
      }
      process.adopted(adopted.configuration());
    } else if (event instanceof ReplicaEvent.RampFailed failed) {
      process.control().rampFailed(failed);
    } else if (event instanceof ReplicaEvent.LearnerLost lost) {
      process.control().lost(lost.segment(), lost.node());
    } else if (event instanceof ReplicaEvent.HandingOver handingOver) {
      Replica replica = Objects.requireNonNull(process.shard().replica(handingOver.segment()));
      long now = surroundings.queue().nowNanos();
      surroundings.witness().moves().proposed(replica.configuration(), now);
    } else if (event instanceof ReplicaEvent.Opened opened) {
      Replica replica = Objects.requireNonNull(process.shard().replica(opened.segment()));
      SegmentCopy copy = Objects.requireNonNull(replica.copy());
      surroundings.witness().entries().opened(opened.segment(), opened.epoch(), copy);
    }
  }
}
