package io.starling.node.loop;

import io.starling.node.replication.ReplicaEvent;
import io.starling.node.replication.ReplicaEvent.Adopted;
import io.starling.node.replication.ReplicaEvent.CaughtUp;
import io.starling.node.replication.ReplicaEvent.Damaged;
import io.starling.node.replication.ReplicaEvent.HandingOver;
import io.starling.node.replication.ReplicaEvent.LearnerLost;
import io.starling.node.replication.ReplicaEvent.Opened;
import io.starling.node.replication.ReplicaEvent.RampFailed;
import io.starling.node.replication.ReplicaEvent.ReadsShared;
import io.starling.node.replication.ReplicaEvent.Sealed;
import io.starling.node.replication.ReplicaEvent.SteppedDown;
import io.starling.node.replication.ReplicaEvent.SuccessorOpened;
import io.starling.node.replication.ReplicaEvent.TakingOver;
import io.starling.node.replication.ReplicaEvent.Unsealed;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transitions of a loop's replicas in the log: each one at DEBUG, and at INFO a line for each
 * kind that happened lately, with the number of segments. A node that dies concerns hundreds of
 * segments; an operator wants to read that as one thing.
 *
 * <p>Belongs to its loop.
 */
final class TransitionLog {
  private static final Logger LOG = LoggerFactory.getLogger(TransitionLog.class);
  private static final int EXAMPLES_MAX = 5;

  private final Map<String, Group> groups = new TreeMap<>();

  /** Transitions of one kind. */
  private static final class Group {
    private final StringBuilder examples = new StringBuilder();
    private int count;

    void add(ReplicaEvent event) {
      if (count++ < EXAMPLES_MAX) {
        examples.append(' ').append(event.segment()).append('@').append(event.epoch());
      }
    }
  }

  void note(ReplicaEvent event) {
    int segment = event.segment();
    long epoch = event.epoch();
    switch (event) {
      case Adopted e -> LOG.debug("adopted {}", e.configuration());
      case Opened e -> group("opened as primary", event);
      case TakingOver e -> group("taking over, no lease asked for by " + e.silentPrimary(), event);
      case SteppedDown e -> group("no primary any more", event);
      case LearnerLost e ->
          LOG.info(
              "segment {} epoch {}: {} does not take as much as is written",
              segment,
              epoch,
              e.node());
      case CaughtUp e -> LOG.debug("segment {} epoch {}: {} is in sync", segment, epoch, e.node());
      case Sealed e -> LOG.debug("segment {} epoch {}: sealed", segment, epoch);
      case Unsealed e -> group("sealed and opened again, it did not drain in time", event);
      case SuccessorOpened e -> LOG.debug("segment {} epoch {}: served again", segment, epoch);
      case HandingOver e -> group("handing over to " + e.nextPrimary(), event);
      case ReadsShared e ->
          LOG.debug("segment {} epoch {}: {} reads {} %", segment, epoch, e.with(), e.percent());
      case RampFailed e ->
          LOG.warn(
              "segment {} epoch {}: {} shall not lead, {}", segment, epoch, e.newcomer(), e.why());
      case Damaged e -> LOG.warn("segment {} epoch {}: {}", segment, epoch, e.what());
    }
  }

  private void group(String kind, ReplicaEvent event) {
    LOG.debug("segment {} epoch {}: {}", event.segment(), event.epoch(), kind);
    groups.computeIfAbsent(kind, unused -> new Group()).add(event);
  }

  /** Writes what has gathered; to be called a few times a second. */
  void flush() {
    groups.forEach(
        (kind, group) ->
            LOG.info(
                "{} segment(s) {} (segment@epoch:{}{})",
                group.count,
                kind,
                group.examples,
                group.count > EXAMPLES_MAX ? " ..." : ""));
    groups.clear();
  }
}
