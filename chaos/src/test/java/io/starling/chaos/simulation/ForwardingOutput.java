package io.starling.chaos.simulation;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.gossip.agreement.AgreementMessage;
import io.starling.node.lease.LeaseMessage;
import io.starling.node.replication.PreparedLoad;
import io.starling.node.replication.ReplicaEvent;
import io.starling.node.replication.ReplicaMessage;
import io.starling.node.replication.SegmentRecord;
import io.starling.node.shard.ShardOutput;
import io.starling.storage.entry.Version;
import io.starling.storage.id.NodeId;
import io.starling.storage.segment.StoreExtent;
import java.util.function.Consumer;

/** Does what another output does; what is broken on purpose overrides one of its methods. */
class ForwardingOutput implements ShardOutput {
  private final ShardOutput real;

  ForwardingOutput(ShardOutput real) {
    this.real = real;
  }

  @Override
  public void send(NodeId to, ReplicaMessage message) {
    real.send(to, message);
  }

  @Override
  public void send(NodeId to, AgreementMessage message) {
    real.send(to, message);
  }

  @Override
  public void send(NodeId to, LeaseMessage message) {
    real.send(to, message);
  }

  @Override
  public void persist(SegmentRecord record, Runnable then) {
    real.persist(record, then);
  }

  @Override
  public void whenAcknowledgeable(long logPosition, Runnable then) {
    real.whenAcknowledgeable(logPosition, then);
  }

  @Override
  public void whenLogDurable(Runnable then) {
    real.whenLogDurable(then);
  }

  @Override
  public SegmentCopy openCopy(int segment, Version floor) {
    return real.openCopy(segment, floor);
  }

  @Override
  public void prepareLoad(int segment, StoreExtent expected, Consumer<PreparedLoad> then) {
    real.prepareLoad(segment, expected, then);
  }

  @Override
  public void whenStored(int segment, Runnable then) {
    real.whenStored(segment, then);
  }

  @Override
  public void dropCopy(int segment) {
    real.dropCopy(segment);
  }

  @Override
  public void happened(ReplicaEvent event) {
    real.happened(event);
  }
}
