package io.starling.node.replication;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.gossip.agreement.AgreementMessage;
import io.starling.storage.entry.Version;
import io.starling.storage.id.NodeId;
import io.starling.storage.segment.StoreExtent;
import java.util.function.Consumer;

/**
 * What replicas do to the world. Every method returns at once; what takes time goes on elsewhere
 * and its {@code then} runs later in the loop of the replica, or never if the process dies first.
 */
public interface ReplicaOutput {
  /** Sends a message; it may be lost, but those to one peer arrive in order while a link lasts. */
  void send(NodeId to, ReplicaMessage message);

  /** Sends a message of the agreement. */
  void send(NodeId to, AgreementMessage message);

  /**
   * Makes a record durable, and before it every write that entered the journal until now.
   *
   * @param then runs when both are
   */
  void persist(SegmentRecord record, Runnable then);

  /**
   * Waits until a write is as durable as an acknowledgement promises: with durability {@code sync}
   * that is on disk, otherwise now.
   *
   * @param logPosition of the write, as the journal returned it
   */
  void whenAcknowledgeable(long logPosition, Runnable then);

  /** Waits until everything that entered the journal until now is on disk. */
  void whenLogDurable(Runnable then);

  /** Opens the copy of a segment, an empty one if there is none on disk. */
  SegmentCopy openCopy(int segment, Version floor);

  /**
   * Makes the file for a copy of which there is none, for a load past the journal ({@link
   * SegmentCopy}).
   *
   * @param expected what is about to come
   * @param then gets it, or what says at its beginning why there is none
   */
  void prepareLoad(int segment, StoreExtent expected, Consumer<PreparedLoad> then);

  /**
   * Makes durable what the store of a segment holds now, journalled or not, and voids what the
   * journal holds of the segment until now.
   *
   * @param then runs when that is so; what is persisted from there on is durable no earlier
   */
  void whenStored(int segment, Runnable then);

  /** Deletes the copy of a segment. */
  void dropCopy(int segment);

  /** Tells of a transition, for the log of the node. */
  void happened(ReplicaEvent event);
}
