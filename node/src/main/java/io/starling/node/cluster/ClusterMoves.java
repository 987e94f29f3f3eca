package io.starling.node.cluster;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.starling.gossip.agreement.Configuration;
import io.starling.gossip.transport.MessageKind;
import io.starling.gossip.transport.PeerTransport;
import io.starling.node.loop.NodeLoops;
import io.starling.node.migration.MigrationMessage;
import io.starling.node.migration.MigrationMessage.Moved;
import io.starling.node.migration.MigrationMessage.ShedWanted;
import io.starling.node.migration.MigrationMessage.TakeBack;
import io.starling.node.migration.MigrationSettings;
import io.starling.node.migration.MoveEvent;
import io.starling.node.migration.MoveView;
import io.starling.node.migration.Mover;
import io.starling.node.migration.ProbationView;
import io.starling.node.migration.Standing;
import io.starling.node.migration.Wanted;
import io.starling.node.replication.Aim;
import io.starling.node.replication.ReplicaEvent;
import io.starling.node.wire.MigrationCodec;
import io.starling.storage.id.NodeId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's {@link Mover} on real connections and loops.
 *
 * <p>Thread rule: everything happens in one executor; {@link #adopted} and {@link #happened} from
 * any thread.
 */
public final class ClusterMoves {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterMoves.class);
  private static final int KIND = MessageKind.FIRST_FREE + 4;

  /** More moves than a process makes in a millisecond, so that no number is used twice. */
  private static final int NUMBER_BITS = 20;

  private final PeerTransport transport;
  private final Executor executor;
  private final NodeLoops loops;
  private final Mover mover;
  private @Nullable Follower follower;
  private boolean goesOnSoon;

  /** Told, in the executor, of what concerns the decisions behind the moves. */
  public interface Follower {
    /** A segment has gone on to another configuration. */
    void adopted(Configuration former, Configuration now);

    /** A copy of a segment does not come to an end on its way to a node. */
    void lost(int segment, NodeId target);

    /** Somebody has brought a segment here on purpose. */
    void moved(Moved news);

    /** A move that has brought a segment here hurts. */
    void takeBack(TakeBack back);

    /** A backup wants to be rid of its copy. */
    void shedWanted(NodeId from, ShedWanted wish);

    /** A move of copies of which this node is the source has come further. */
    void happened(MoveEvent event);
  }

  /**
   * @param startMillis wall-clock time of this start: grows from one to the next
   */
  public ClusterMoves(
      NodeId self,
      MigrationSettings settings,
      long startMillis,
      PeerTransport transport,
      Executor executor,
      NodeLoops loops) {
    this.transport = transport;
    this.executor = executor;
    this.loops = loops;
    this.mover = new Mover(self, settings, startMillis << NUMBER_BITS, new Output());
  }

  /** Takes the messages of the peers from now on; call before anything else happens. */
  public void listen(Follower told) {
    follower = told;
    transport.onMessage(
        KIND,
        (kind, from, payload) -> {
          byte[] bytes = ByteBufUtil.getBytes(payload);
          executor.execute(() -> receive(from, bytes));
        });
  }

  private void receive(NodeId from, byte[] bytes) {
    try {
      mover.receive(from, MigrationCodec.decode(bytes), System.nanoTime());
    } catch (IllegalArgumentException malformed) {
      LOG.warn("dropped a message of {}: {}", from, malformed.getMessage());
    }
  }

  /** A loop of this node has adopted a configuration. */
  public void adopted(Configuration configuration) {
    executor.execute(
        () -> {
          Follower told = follower;
          Optional<Configuration> former = mover.adopted(configuration, System.nanoTime());
          if (told != null && former.isPresent()) {
            told.adopted(former.get(), configuration);
          }
          goOnSoon();
        });
  }

  /** A copy does not come to an end on its way to a node. */
  private void lost(int segment, NodeId target) {
    executor.execute(
        () -> {
          mover.lost(segment, System.nanoTime());
          Follower told = follower;
          if (told != null) {
            told.lost(segment, target);
          }
        });
  }

  /** Once for all configurations that wait to be taken note of. */
  private void goOnSoon() {
    if (!goesOnSoon) {
      goesOnSoon = true;
      executor.execute(
          () -> {
            goesOnSoon = false;
            mover.goOn(System.nanoTime());
          });
    }
  }

  /** Whether copies are on their way from this node or to it; in the executor. */
  public boolean ships() {
    return mover.movesIn() + mover.movesOut() > 0;
  }

  /** A replica of this node has passed a transition; of most of them nothing follows here. */
  public void happened(ReplicaEvent event) {
    if (event instanceof ReplicaEvent.Adopted adopted) {
      adopted(adopted.configuration());
    } else if (event instanceof ReplicaEvent.LearnerLost lost) {
      lost(lost.segment(), lost.node());
    } else if (event instanceof ReplicaEvent.RampFailed failed) {
      executor.execute(
          () ->
              mover.rampFailed(failed.segment(), failed.epoch(), failed.why(), System.nanoTime()));
    }
  }

  /** Says something to another node. */
  public void send(NodeId to, MigrationMessage message) {
    byte[] bytes = MigrationCodec.encode(message);
    boolean unused = transport.send(to, KIND, (ByteBuf out) -> out.writeBytes(bytes));
  }

  /**
   * Works towards what is wanted; in the executor, some times a second.
   *
   * @param stays whether a node is there and means to stay
   * @param own what this node can take
   */
  public void run(
      SortedMap<Integer, Wanted> wanted, Predicate<NodeId> stays, Standing own, long nowNanos) {
    mover.want(wanted, stays);
    mover.tick(own, nowNanos);
  }

  /** Copies on their way away from this node; in the executor. */
  public List<MoveView> views() {
    return mover.views();
  }

  /** Segments of which this node is the primary, and to which going back is quick. */
  public List<ProbationView> probations() {
    return mover.probations();
  }

  private final class Output implements Mover.Output {
    @Override
    public void send(NodeId to, MigrationMessage message) {
      ClusterMoves.this.send(to, message);
    }

    @Override
    public void aim(SortedMap<Integer, Aim> aims) {
      loops.all().forEach(loop -> loop.run(() -> loop.aimAt(aims)));
    }

    @Override
    public void admit(SortedSet<Integer> segments) {
      loops.all().forEach(loop -> loop.run(() -> loop.admit(segments)));
    }

    @Override
    public void moved(Moved news) {
      Follower told = follower;
      if (told != null) {
        told.moved(news);
      }
    }

    @Override
    public void takeBack(TakeBack back) {
      Follower told = follower;
      if (told != null) {
        told.takeBack(back);
      }
    }

    @Override
    public void shedWanted(NodeId from, ShedWanted wish) {
      Follower told = follower;
      if (told != null) {
        told.shedWanted(from, wish);
      }
    }

    @Override
    public void happened(MoveEvent event) {
      Follower told = follower;
      if (told != null) {
        told.happened(event);
      }
    }
  }
}
