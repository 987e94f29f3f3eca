package io.starling.node.replication;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.antientropy.sync.SyncMessage;
import io.starling.gossip.agreement.AgreementMessage;
import io.starling.gossip.agreement.Configuration;
import io.starling.gossip.agreement.ConfigurationChain;
import io.starling.node.command.Reply;
import io.starling.node.load.DemandMeter;
import io.starling.node.replication.Evaluation.NotServed;
import io.starling.node.replication.Evaluation.Reason;
import io.starling.node.replication.ReplicaMessage.Append;
import io.starling.node.replication.ReplicaMessage.ConfigurationWanted;
import io.starling.node.replication.ReplicaMessage.Departing;
import io.starling.node.replication.ReplicaMessage.DepartureNoted;
import io.starling.node.replication.ReplicaMessage.Gather;
import io.starling.node.replication.ReplicaMessage.NowOpen;
import io.starling.node.routing.Levels.ReadLevel;
import io.starling.node.routing.SegmentRequest;
import io.starling.node.routing.SegmentRouter.ReplyReceiver;
import io.starling.storage.entry.Key;
import io.starling.storage.id.NodeId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One node's part in one segment, member or not: its chain of configurations, its copy if it has
 * one, and the role that it plays in the present epoch.
 *
 * <p>A decided configuration that is higher than the known one is adopted before anything else in a
 * message is looked at; the old role ends there and then.
 */
public final class Replica {
  private final int segment;
  private final ReplicaContext context;
  private final ConfigurationChain chain;
  private final CopyRepair repair;
  private final Heat heat;
  private final DemandMeter demand = new DemandMeter();
  private final DurableRecord record;
  private long adoptedAtNanos;
  private @Nullable NodeId predecessor;
  private @Nullable SegmentCopy copy;
  private boolean equalLearner;
  private int repairs;
  private Role role;
  private final Runnable openCopyIfMember = this::openCopyIfMember;
  private final Runnable tickRole = this::tickRole;

  /**
   * @param record what is on disk since the node last ran, or was founded
   * @param hasCopy whether there is a copy on disk
   */
  public Replica(ReplicaContext context, SegmentRecord record, boolean hasCopy) {
    this.context = context;
    this.segment = record.chain().known().segment();
    this.record = new DurableRecord(context.output(), record);
    this.repair = new CopyRepair(this, context);
    this.heat = new Heat(context.nanos());
    this.adoptedAtNanos = context.nanos();
    this.chain =
        new ConfigurationChain(
            context.self(),
            record.chain(),
            context.settings().chain(),
            new ChainEdge(this, context, this.record),
            context.random());
    if (hasCopy || isMember()) {
      repair.watch(this::openCopy);
    }
    this.equalLearner = copy != null && isStaged() && !record.marks().suspect();
    this.role = new Follower(this, context, /* departs= */ false);
  }

  /** The replica of a segment that this node hears of for the first time. */
  public static Replica learned(ReplicaContext context, Configuration decided) {
    Replica replica = new Replica(context, SegmentRecord.learned(decided), false);
    replica.record.writeFirst(replica::epochBecameDurable);
    return replica;
  }

  /**
   * Called once, when all replicas of the node exist: takes up what an earlier process left. Of
   * copies that are not a member's only those are kept that were staged.
   */
  public void start() {
    chain.resume(context.nanos());
    if (!isMember() && !isStaged()) {
      repair.watch(this::dropLearnerCopy);
    }
    if (!isMember()) {
      role = new Follower(this, context, /* departs= */ true);
    }
  }

  private boolean isStaged() {
    return marks().isStagedFor(configuration().epoch() + 1);
  }

  /** Takes a message about the chain of configurations. */
  public void receive(NodeId from, AgreementMessage message) {
    chain.receive(from, message, context.nanos());
  }

  /** Takes a message of another replica. */
  public void receive(NodeId from, ReplicaMessage message) {
    if (message instanceof Gather gather) {
      chain.learn(gather.configuration());
    } else if (message instanceof Departing departing) {
      chain.learn(departing.configuration());
    }
    long known = configuration().epoch();
    if (message instanceof ConfigurationWanted || message.epoch() < known) {
      if (message.epoch() <= known) {
        context.output().send(from, new AgreementMessage.Decided(configuration()));
      }
    } else if (message.epoch() > known) {
      context.output().send(from, new ConfigurationWanted(segment, message.epoch()));
    } else if (message instanceof Departing) {
      if (isEpochDurable()) {
        context.output().send(from, new DepartureNoted(segment, known));
      }
    } else {
      if (message instanceof Append) {
        heat.used(context.nanos());
      }
      repair.watch(() -> role.receive(from, message));
    }
  }

  /** Adopts a decided configuration that came by another way, such as gossip. */
  public void learn(Configuration decided) {
    chain.learn(decided);
  }

  /**
   * Lends the segment to a primary that asks for it, if it is the primary of the known epoch and
   * nothing about the next one has been promised.
   */
  public boolean lend(NodeId asker, long epoch) {
    Configuration known = configuration();
    if (epoch < known.epoch()) {
      context.output().send(asker, new AgreementMessage.Decided(known));
    }
    boolean mayLend =
        epoch == known.epoch() && asker.equals(known.primary()) && isMember() && !chain.isWedged();
    boolean lends = mayLend && isEpochDurable() && !marks().suspect();
    if (lends) {
      context.granted().grant(segment, context.nanos());
    } else if (mayLend && role instanceof Follower follower) {
      follower.summarise();
    }
    return lends;
  }

  /** A member has lent this node the segment. */
  public void lentBy(NodeId member, long epoch, long trustedUntilNanos) {
    if (role instanceof Leader leader && epoch == configuration().epoch()) {
      leader.lentBy(member, trustedUntilNanos);
    }
  }

  /** The others to be asked for their lease now; empty if this node should not lead. */
  public List<NodeId> lendersToAsk() {
    return role.lendersToAsk();
  }

  /** Evaluates a request, or says why not and where to go. */
  public Evaluation submit(SegmentRequest request, ReplyReceiver reply) {
    heat.used(context.nanos());
    boolean fromAnyCopy = request.levels().read() == ReadLevel.ONE;
    SegmentCopy own = copy;
    if (fromAnyCopy && !isServing() && own != null && isMember() && Evaluator.isRead(request)) {
      Optional<Reply> answer =
          repair.soundly(() -> Evaluator.readLocally(own, request, context.now()));
      if (answer.isPresent()) {
        demand.served(request.arguments(), answer.get(), false);
        reply.receive(answer.get());
        return new Evaluation.Taken();
      }
    }
    if (role instanceof Leader leader) {
      return leader.submit(request, reply);
    }
    boolean opening = role instanceof Opening;
    return new NotServed(
        opening ? Reason.OPENING : Reason.NOT_PRIMARY, opening ? null : configuration().primary());
  }

  /** Takes a read to answer from the own copy, on the primary's word; false if it cannot. */
  public boolean readConfirmed(SegmentRequest request, ReadReceiver receiver) {
    heat.used(context.nanos());
    return role instanceof Follower follower && follower.read(request, receiver);
  }

  /** What becomes of damage in the own copy. */
  CopyRepair repair() {
    return repair;
  }

  /** A scan has passed over an entry of the own copy that is damaged. */
  public void foundDamaged(Key key) {
    repair.found(key);
  }

  /** Where this segment should be; a serving primary works towards it, others do nothing. */
  public void aimAt(Aim aim) {
    role.aimAt(aim);
  }

  /** The connection to a node broke. Nothing depends on knowing it; it saves waiting. */
  public void disconnected(NodeId peer) {
    role.disconnected(peer);
  }

  private void tickRole() {
    role.tick();
  }

  /** Lets time pass. */
  public void tick() {
    chain.tick(context.nanos());
    repair.watch(openCopyIfMember);
    repair.watch(tickRole);
    repair.tick();
  }

  /** The highest decided configuration that is known here. */
  public Configuration configuration() {
    return chain.known();
  }

  /** What is known of the own copy. */
  public CopyMarks marks() {
    return record.marks();
  }

  /** The own copy; null if this node holds none. */
  public @Nullable SegmentCopy copy() {
    return copy;
  }

  /** The primary's role, if this node has it. */
  Optional<Leader> leader() {
    return role instanceof Leader leader ? Optional.of(leader) : Optional.empty();
  }

  /** Whether this node is the primary and its epoch is open. */
  public boolean isOpen() {
    return role instanceof Leader leader && leader.isOpen();
  }

  /** Whether this node is the primary and clients wait for it to open. */
  boolean isOpening() {
    return !(role instanceof Follower) && !isOpen();
  }

  /** How much the segment is used, as far as this node knows. */
  long recentOperations() {
    return heat.operations(context.nanos());
  }

  /** Whether this node would evaluate a command now. */
  public boolean isServing() {
    return role instanceof Leader leader && leader.refusalToServe() == null;
  }

  /** Whether every other member was made equal to this primary and stays so. */
  public boolean isFullyInSync() {
    return role instanceof Leader leader && leader.isFullyInSync();
  }

  /** Whether something about the next epoch was promised. */
  public boolean isWedged() {
    return chain.isWedged();
  }

  public int segment() {
    return segment;
  }

  /** What is asked of this segment here. */
  public DemandMeter demand() {
    return demand;
  }

  /** Whether this node is the primary in the known configuration. */
  public boolean isPrimary() {
    return configuration().primary().equals(context.self());
  }

  /** Whether this node is a member in the known configuration. */
  public boolean isMember() {
    return configuration().hasMember(context.self());
  }

  /**
   * Whether the cluster may miss something if this node goes for good: its copy, or its word of who
   * follows.
   */
  public boolean isNeeded() {
    boolean departs = role instanceof Follower follower && follower.isDeparting();
    return isMember() || copy != null || departs;
  }

  /**
   * Whether the known epoch is on disk. Until then nothing is said in it that others rely on: after
   * a crash this node would not know it any more, and take writes of the one before.
   */
  boolean isEpochDurable() {
    return record.isDurable(configuration().epoch());
  }

  /** A record with the known epoch is on disk, perhaps. */
  void epochBecameDurable() {
    if (isEpochDurable() && role instanceof Follower follower) {
      follower.epochBecameDurable();
    }
  }

  /** When the known epoch began here. */
  long adoptedAtNanos() {
    return adoptedAtNanos;
  }

  ConfigurationChain chain() {
    return chain;
  }

  /** The own copy, made if there is none. */
  SegmentCopy openCopy() {
    SegmentCopy present = copy;
    if (present == null) {
      present = context.output().openCopy(segment, marks().floor());
      copy = present;
    }
    return present;
  }

  /** Begins the copy of a node that is no member, for a primary that fills it. */
  SegmentCopy beginLoad(PreparedLoad prepared) {
    SegmentCopy begun = prepared.begin();
    copy = begun;
    return begun;
  }

  /** The copy of a member. */
  SegmentCopy ownCopy() {
    SegmentCopy present = copy;
    if (present == null) {
      throw new IllegalStateException("no copy of segment " + segment + " at " + configuration());
    }
    return present;
  }

  /** Notes, durably, that the copy equals the primary of this epoch. */
  void markEqual(long epoch, Runnable then) {
    SegmentCopy own = ownCopy();
    if (!own.needsStoring()) {
      record.markEqual(epoch, own.floor(), then);
      return;
    }
    own.endLoad();
    int repairsBefore = repairs;
    context
        .output()
        .whenStored(
            segment,
            () -> {
              boolean lasts = copy == own && configuration().epoch() == epoch;
              if (lasts && repairs == repairsBefore && !repair.isNeeded()) {
                own.stored();
                record.markEqual(epoch, own.floor(), then);
              }
            });
  }

  /** What is on disk of this segment; {@link #markEqual} sees to the copy as well. */
  DurableRecord record() {
    return record;
  }

  /** The copy, of a node that is no member, was made equal to the primary of this epoch. */
  void learnerIsEqual() {
    equalLearner = true;
  }

  /** Whether the copy equals the primary of this epoch but for what the primary still sends. */
  boolean isEqualLearner() {
    return equalLearner && copy != null;
  }

  /**
   * Begins anew with an empty copy, at once or at the first tick that finds room for one.
   *
   * @throws io.starling.storage.segment.StoreFullException if not even the end of the old one can
   *     be noted; nothing has changed
   */
  void replaceCopy() {
    context.output().dropCopy(segment);
    copy = null;
    equalLearner = false;
    repair.copyDropped();
    repair.watch(this::openCopy);
  }

  /** The copy is sound again, but not equal: whatever was under way with it begins anew. */
  void copyRepaired() {
    repairs++;
    role.copyChanged();
  }

  /** A step of a synchronisation in the present epoch. */
  ReplicaMessage carry(SyncMessage step) {
    return new ReplicaMessage.Sync(segment, configuration().epoch(), step);
  }

  /** The gathering is done and the own copy is the merge: the primary goes on to open its epoch. */
  void lead() {
    role = new Leader(this, context);
    repair.watch(role::tick);
  }

  /** The primary or a merge could not go on as it was: gathers anew. */
  void gatherAgain() {
    role.end("a merge broke off");
    role = newRole(/* departs= */ false);
  }

  /** Without a copy there is nothing to merge into: a primary then proposes the next epoch. */
  private Role newRole(boolean departs) {
    boolean leads = configuration().primary().equals(context.self()) && copy != null;
    return leads ? new Opening(this, context) : new Follower(this, context, departs);
  }

  /** Whoever was the primary before this node hears that the segment is served again. */
  void tellPredecessor() {
    NodeId former = predecessor;
    if (former != null && !former.equals(context.self())) {
      context.output().send(former, new NowOpen(segment, configuration().epoch()));
    }
  }

  /** How far the segment has come on its way elsewhere, as its primary; null if it stays. */
  public @Nullable MoveProgress moveProgress() {
    return role.progress();
  }

  /** A later epoch was decided: the role ends, and another one begins. */
  void adopted(Configuration previous, Configuration now) {
    role.end("epoch " + previous.epoch() + " has ended");
    adoptedAtNanos = context.nanos();
    predecessor = now.epoch() == previous.epoch() + 1 ? previous.primary() : null;
    boolean leaves = previous.hasMember(context.self()) && !isMember();
    context.output().happened(new ReplicaEvent.Adopted(now));
    equalLearner = false;
    repair.watch(this::openCopyIfMember);
    if (!isMember() && !previous.hasMember(context.self())) {
      repair.watch(this::dropLearnerCopy);
    }
    repair.watch(this::endLoad);
    role = newRole(leaves);
    repair.watch(role::tick);
  }

  /** What a copy takes in another epoch may count at once: it is journalled. */
  private void endLoad() {
    if (copy != null) {
      copy.endLoad();
    }
  }

  private void openCopyIfMember() {
    if (copy == null && isMember()) {
      openCopy();
    }
  }

  /**
   * Drops the copy of a node that is no member. If the disk has no room to note even that, the next
   * tick, epoch or start sees to it.
   */
  void dropLearnerCopy() {
    if (copy != null) {
      context.output().dropCopy(segment);
      copy = null;
      equalLearner = false;
      repair.copyDropped();
      role.copyChanged();
      record.markDropped();
    }
  }
}
