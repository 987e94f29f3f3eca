package io.starling.node.replication;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.antientropy.sync.SourceCopy;
import io.starling.antientropy.sync.SourceSession;
import io.starling.antientropy.sync.SyncChannel;
import io.starling.antientropy.sync.SyncFailure;
import io.starling.antientropy.sync.SyncMessage;
import io.starling.antientropy.sync.SyncMessage.PullRequest;
import io.starling.antientropy.sync.SyncMessage.SyncAbort;
import io.starling.antientropy.sync.SyncMessage.SyncFrame;
import io.starling.antientropy.sync.SyncMessage.SyncFrameReceived;
import io.starling.antientropy.sync.SyncMessage.SyncOffer;
import io.starling.antientropy.sync.SyncOutcome;
import io.starling.antientropy.sync.SyncOutput;
import io.starling.antientropy.sync.TargetSession;
import io.starling.storage.entry.Version;
import io.starling.storage.id.NodeId;
import io.starling.storage.segment.StoreFullException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A follower's side of synchronisation: its copy is made equal to the primary's, or shown to a
 * primary that opens. One session of each kind at a time: the primary's latest.
 */
final class FollowerSync {
  private final Replica replica;
  private final ReplicaContext context;
  private @Nullable TargetSession target;
  private @Nullable SourceSession source;

  /** The offer for which a file is being made. */
  private @Nullable SyncOffer prepared;

  private long sourceSyncId;
  private long targetSyncId;
  private Version equalThrough = Version.ZERO;

  FollowerSync(Replica replica, ReplicaContext context) {
    this.replica = replica;
    this.context = context;
  }

  /**
   * The last write that is part of what this copy was made equal to. An older one that comes late
   * must not be applied any more: the tombstone that would stop it may have been dropped.
   */
  Version equalThrough() {
    return equalThrough;
  }

  /** Takes a step of the primary. A wedged member takes part in nothing: that would acknowledge. */
  void receive(NodeId from, SyncMessage message) {
    boolean takesPart = !replica.isWedged() && !replica.repair().isNeeded();
    if (!from.equals(replica.configuration().primary()) || !takesPart) {
      return;
    }
    if (message instanceof PullRequest request) {
      show(from, request);
    } else if (message instanceof SyncMessage.ToTarget toTarget) {
      beMadeEqual(from, toTarget);
    }
    SourceSession showing = source;
    if (showing != null && message instanceof SyncMessage.ToSource toSource) {
      showing.received(toSource, context.nanos());
    }
  }

  private void show(NodeId primary, PullRequest request) {
    if (source != null && sourceSyncId == request.syncId()) {
      return;
    }
    SourceSession session =
        SourceSession.answer(
            channel(request.syncId(), primary, this::shown), SourceCopy.atRest(replica.ownCopy()));
    source = session;
    sourceSyncId = request.syncId();
    session.start(context.nanos());
  }

  private void beMadeEqual(NodeId primary, SyncMessage.ToTarget message) {
    if (message instanceof SyncOffer offer && isNew(offer)) {
      if (replica.copy() != null || replica.isMember()) {
        accept(primary, offer, replica.openCopy());
      } else {
        prepare(primary, offer);
      }
      return;
    }
    TargetSession session = target;
    if (session != null) {
      if (message instanceof SyncFrame frame && !replica.isMember()) {
        context.moveBudget().spend(frame.bytes().length, context.nanos());
      }
      session.received(message, context.nanos());
    }
  }

  private boolean isNew(SyncOffer offer) {
    return offer.round() == 0 && (target == null || offer.syncId() != targetSyncId);
  }

  private void accept(NodeId primary, SyncOffer offer, SegmentCopy copy) {
    TargetSession begun =
        TargetSession.accept(
            channel(offer.syncId(), primary, outcome -> madeEqual(primary, outcome)), copy);
    target = begun;
    targetSyncId = offer.syncId();
    begun.start(context.nanos());
    begun.received(offer, context.nanos());
  }

  /** A copy of a node that is no member needs room in the reserve, which was granted before. */
  private void prepare(NodeId primary, SyncOffer offer) {
    if (!context.admits(replica.segment())) {
      refuse(primary, offer, SyncFailure.NOT_ADMITTED);
    } else if (prepared == null || prepared.syncId() != offer.syncId()) {
      prepared = offer;
      context
          .output()
          .prepareLoad(replica.segment(), offer.extent(), load -> begin(primary, offer, load));
    }
  }

  /** Begins, unless something else became of this node, or of the session, meanwhile. */
  private void begin(NodeId primary, SyncOffer offer, PreparedLoad load) {
    boolean wanted = offer.equals(prepared) && !replica.isWedged() && !replica.repair().isNeeded();
    if (offer.equals(prepared)) {
      prepared = null;
    }
    if (!wanted || replica.copy() != null || replica.isMember()) {
      load.discard();
    } else if (!context.admits(replica.segment())) {
      load.discard();
      refuse(primary, offer, SyncFailure.NOT_ADMITTED);
    } else {
      try {
        accept(primary, offer, replica.beginLoad(load));
      } catch (StoreFullException full) {
        refuse(primary, offer, SyncFailure.TARGET_FULL);
      }
    }
  }

  private void refuse(NodeId primary, SyncOffer offer, SyncFailure reason) {
    context.output().send(primary, replica.carry(new SyncAbort(offer.syncId(), reason)));
  }

  private SyncChannel channel(long syncId, NodeId primary, Consumer<SyncOutcome> finished) {
    return new SyncChannel(syncId, context.settings().sync(), new Output(primary, finished));
  }

  void tick() {
    TargetSession becomingEqual = target;
    if (becomingEqual != null) {
      becomingEqual.tick(context.nanos());
    }
    SourceSession showing = source;
    if (showing != null) {
      showing.tick(context.nanos());
    }
  }

  /**
   * The epoch is over: a session that was cut leaves a copy that is whole, only not known equal.
   */
  void end() {
    target = null;
    source = null;
    prepared = null;
  }

  private void shown(SyncOutcome outcome) {
    if (outcome.equals(new SyncOutcome.Failed(SyncFailure.SOURCE_DAMAGED))) {
      replica.repair().foundLeaf();
    }
  }

  private void madeEqual(NodeId primary, SyncOutcome outcome) {
    if (outcome instanceof SyncOutcome.MadeEqual equal) {
      equalThrough = equal.marker();
      replica.markEqual(
          replica.configuration().epoch(),
          () -> {
            if (!replica.isWedged()) {
              replica.learnerIsEqual();
              context.output().send(primary, replica.carry(equal.reply()));
            }
          });
    }
  }

  private final class Output implements SyncOutput {
    private final NodeId primary;
    private final Consumer<SyncOutcome> finished;
    private final long epoch = replica.configuration().epoch();

    Output(NodeId primary, Consumer<SyncOutcome> finished) {
      this.primary = primary;
      this.finished = finished;
    }

    @Override
    public void send(SyncMessage message) {
      if (message instanceof SyncFrameReceived && !replica.isMember()) {
        context.moveBudget().goOn(() -> sendInTime(message), context.nanos());
      } else {
        context.output().send(primary, replica.carry(message));
      }
    }

    /** What was held back is said only as long as it is true: in the epoch that it is of. */
    private void sendInTime(SyncMessage message) {
      if (replica.configuration().epoch() == epoch) {
        context.output().send(primary, replica.carry(message));
      }
    }

    @Override
    public void finished(SyncOutcome outcome) {
      finished.accept(outcome);
    }
  }
}
