package io.starling.gossip.agreement;

import io.starling.gossip.agreement.AgreementMessage.Accept;
import io.starling.gossip.agreement.AgreementMessage.Decided;
import io.starling.gossip.agreement.AgreementMessage.Prepare;
import io.starling.gossip.agreement.AgreementMessage.Promise;
import io.starling.gossip.agreement.AgreementMessage.Propose;
import io.starling.gossip.agreement.AgreementMessage.Reject;
import io.starling.storage.id.NodeId;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One node's part in deciding the configurations of one segment: acceptor, proposer and learner.
 *
 * <p>Why at most one configuration is decided for an epoch (I1): the acceptors of instance {@code
 * e+1} are the members of {@code e}, of which there is one; each keeps its promise and its
 * acceptance on disk before it speaks of them; a proposer promises to itself, on disk, before it
 * asks others, so it never uses a ballot twice, not even after a crash. The rest is single-decree
 * Paxos.
 *
 * <p>Round 0 belongs to the primary of {@code e} alone, in the process in which it has opened
 * {@code e}, and for one value: no lower ballot exists of which a promise could tell, so it needs
 * no first phase. Whoever finishes the instance in a later round finds what a majority has accepted
 * in it.
 *
 * <p>A chain exists on every node that knows the segment; only members of the known configuration
 * accept or propose.
 */
public final class ConfigurationChain {
  private final NodeId self;
  private final ChainSettings settings;
  private final ChainOutput output;
  private final RandomGenerator random;

  private ChainState state;
  private @Nullable Proposal proposal;
  private int attempts;
  private long highestRoundSeen;
  private long deadlineNanos;
  private boolean deadlineSet;

  public ConfigurationChain(
      NodeId self,
      ChainState state,
      ChainSettings settings,
      ChainOutput output,
      RandomGenerator random) {
    this.self = self;
    this.state = state;
    this.settings = settings;
    this.output = output;
    this.random = random;
  }

  /** The highest decided configuration that this node has learned. */
  public Configuration known() {
    return state.known();
  }

  /** See {@link ChainState#isWedged}. */
  public boolean isWedged() {
    return state.isWedged();
  }

  /** Whether this node is trying to decide the next configuration. */
  public boolean isProposing() {
    return proposal != null;
  }

  /**
   * Starts to decide the next configuration, unless an attempt is under way. The outcome, this
   * value or one that was accepted earlier, comes as {@link ChainOutput#adopted}; or never, if no
   * majority answers.
   *
   * <p>The caller answers for the rule of who may propose what (ARCHITECTURE.md 3.2).
   */
  public void propose(Configuration next, long nowNanos) {
    if (proposal == null && state.known().hasMember(self)) {
      attempts = 0;
      startAttempt(next, nowNanos);
    }
  }

  /**
   * The same by the primary of the known configuration, in the process that has opened it: what it
   * proposes first is put to the vote at once. A primary that restarts must not call this in the
   * same epoch, since it may have forgotten that it did.
   */
  public void proposeAsPrimary(Configuration next, long nowNanos) {
    boolean first = proposal == null && state.promised() == null;
    if (first
        && state.known().primary().equals(self)
        && output.leaseAllowsPromise(self, nowNanos)) {
      attempts = 1;
      Proposal attempt = Proposal.settled(state.known(), new Ballot(0, self), next);
      proposal = attempt;
      setDeadline(nowNanos, settings.phaseTimeout().toNanos());
      valueSettled(attempt);
    } else {
      propose(next, nowNanos);
    }
  }

  /** Adopts a decided configuration if it is higher than the known one. */
  public void learn(Configuration decided) {
    if (decided.epoch() <= state.known().epoch()) {
      return;
    }
    Configuration previous = state.known();
    state = ChainState.of(decided);
    proposal = null;
    deadlineSet = false;
    highestRoundSeen = 0;
    output.persist(state, () -> {});
    output.adopted(previous, decided);
  }

  /** Takes a message of another node. */
  public void receive(NodeId from, AgreementMessage message, long nowNanos) {
    switch (message) {
      case Prepare prepare -> prepare(from, prepare, nowNanos);
      case Promise promise -> promise(from, promise, nowNanos);
      case Propose propose -> accept(from, propose, nowNanos);
      case Accept accept -> accepted(from, accept);
      case Reject reject -> rejected(reject, nowNanos);
      case Decided decided -> learn(decided.configuration());
    }
  }

  /** Lets time pass: retries an attempt, or finishes an instance that nobody else has finished. */
  public void tick(long nowNanos) {
    if (!deadlineSet || nowNanos - deadlineNanos < 0) {
      return;
    }
    deadlineSet = false;
    Proposal stalled = proposal;
    if (stalled != null) {
      retry(stalled, nowNanos);
    } else if (state.isWedged() && state.known().hasMember(self)) {
      attempts = 0;
      NodeId next = output.isFitToLead() ? self : state.known().primary();
      startAttempt(state.known().withPrimary(next), nowNanos);
    }
  }

  private void retry(Proposal stalled, long nowNanos) {
    proposal = null;
    if (attempts < settings.attemptsMax()) {
      startAttempt(stalled.wanted(), nowNanos);
    } else {
      awaitFinish(nowNanos);
    }
  }

  private void startAttempt(Configuration wanted, long nowNanos) {
    if (!output.leaseAllowsPromise(self, nowNanos)) {
      awaitFinish(nowNanos);
      return;
    }
    attempts++;
    Ballot promised = state.promised();
    long round = 1 + Math.max(highestRoundSeen, promised == null ? 0 : promised.round());
    Proposal attempt = new Proposal(state.known(), new Ballot(round, self), wanted);
    proposal = attempt;
    state = state.withPromise(attempt.ballot());
    setDeadline(nowNanos, settings.phaseTimeout().toNanos());
    output.persist(state, () -> promiseIsDurable(attempt));
  }

  /** The own promise is on disk: only now may the ballot be used. */
  private void promiseIsDurable(Proposal attempt) {
    if (proposal != attempt) {
      return;
    }
    sendPrepare(attempt);
    if (attempt.promised(self, state.accepted())) {
      valueSettled(attempt);
    }
  }

  private void sendPrepare(Proposal attempt) {
    for (NodeId member : state.known().members()) {
      if (!member.equals(self)) {
        output.send(member, new Prepare(state.known(), attempt.ballot()));
      }
    }
  }

  private void promise(NodeId from, Promise promise, long nowNanos) {
    Proposal attempt = proposal;
    if (attempt == null
        || promise.epoch() != state.nextEpoch()
        || !promise.ballot().equals(attempt.ballot())) {
      return;
    }
    if (attempt.promised(from, promise.accepted())) {
      setDeadline(nowNanos, settings.phaseTimeout().toNanos());
      valueSettled(attempt);
    }
  }

  private void valueSettled(Proposal attempt) {
    Configuration value = attempt.value();
    if (value == null) {
      throw new IllegalStateException("no value after a majority for " + attempt.ballot());
    }
    state = state.withAccepted(new Accepted(attempt.ballot(), value));
    output.persist(state, () -> acceptanceIsDurable(attempt));
    for (NodeId member : state.known().members()) {
      if (!member.equals(self)) {
        output.send(member, new Propose(state.known(), attempt.ballot(), value));
      }
    }
  }

  private void acceptanceIsDurable(Proposal attempt) {
    if (proposal == attempt && attempt.accepted(self)) {
      decided(attempt);
    }
  }

  private void accepted(NodeId from, Accept accept) {
    Proposal attempt = proposal;
    if (attempt != null
        && accept.epoch() == state.nextEpoch()
        && accept.ballot().equals(attempt.ballot())
        && attempt.accepted(from)) {
      decided(attempt);
    }
  }

  private void decided(Proposal attempt) {
    Configuration value = attempt.value();
    if (value == null) {
      throw new IllegalStateException("decided without a value at " + attempt.ballot());
    }
    Configuration previous = state.known();
    announce(previous, value);
    learn(value);
  }

  private void announce(Configuration previous, Configuration value) {
    for (NodeId node : value.members()) {
      if (!node.equals(self)) {
        output.send(node, new Decided(value));
      }
    }
    for (NodeId node : previous.members()) {
      if (!node.equals(self) && !value.hasMember(node)) {
        output.send(node, new Decided(value));
      }
    }
  }

  private void rejected(Reject reject, long nowNanos) {
    if (reject.epoch() != state.nextEpoch() || reject.promised().round() > Ballot.ROUND_MAX) {
      return;
    }
    highestRoundSeen = Math.max(highestRoundSeen, reject.promised().round());
    Proposal attempt = proposal;
    if (attempt != null && reject.promised().compareTo(attempt.ballot()) > 0) {
      long wait = settings.phaseTimeout().toNanos() / 4;
      setDeadline(nowNanos, wait + random.nextLong(wait * attempts + 1));
    }
  }

  private void prepare(NodeId from, Prepare prepare, long nowNanos) {
    if (!isForOpenInstance(from, prepare.known(), prepare.ballot())) {
      return;
    }
    Ballot promised = state.promised();
    if (promised != null && promised.compareTo(prepare.ballot()) > 0) {
      output.send(from, new Reject(state.known().segment(), state.nextEpoch(), promised));
      return;
    }
    if (!output.leaseAllowsPromise(from, nowNanos)) {
      highestRoundSeen = Math.max(highestRoundSeen, prepare.ballot().round());
      output.promiseWithheld(from);
      return;
    }
    boolean repeated = prepare.ballot().equals(promised);
    state = state.withPromise(prepare.ballot());
    if (!repeated) {
      giveWayTo(nowNanos);
    }
    Promise answer =
        new Promise(state.known().segment(), state.nextEpoch(), prepare.ballot(), state.accepted());
    output.persist(state, () -> output.send(from, answer));
  }

  private void accept(NodeId from, Propose propose, long nowNanos) {
    if (!isForOpenInstance(from, propose.known(), propose.ballot())
        || propose.value().epoch() != state.nextEpoch()
        || propose.value().segment() != state.known().segment()) {
      return;
    }
    Ballot promised = state.promised();
    if (promised != null && promised.compareTo(propose.ballot()) > 0) {
      output.send(from, new Reject(state.known().segment(), state.nextEpoch(), promised));
      return;
    }
    if (!output.leaseAllowsPromise(from, nowNanos)) {
      return;
    }
    state = state.withAccepted(new Accepted(propose.ballot(), propose.value()));
    giveWayTo(nowNanos);
    Accept answer = new Accept(state.known().segment(), state.nextEpoch(), propose.ballot());
    output.persist(state, () -> output.send(from, answer));
  }

  /**
   * Whether a request belongs to the instance that is open here. A sender that is ahead is caught
   * up with first, one that is behind is told.
   */
  private boolean isForOpenInstance(NodeId from, Configuration theirs, Ballot ballot) {
    learn(theirs);
    if (theirs.epoch() < state.known().epoch()) {
      output.send(from, new Decided(state.known()));
      return false;
    }
    return state.known().hasMember(self)
        && state.known().hasMember(from)
        && ballot.proposer().equals(from)
        && (ballot.round() > 0 || (ballot.round() == 0 && from.equals(state.known().primary())))
        && ballot.round() <= Ballot.ROUND_MAX;
  }

  /**
   * Another member is at work on the instance: stop the own attempt, finish only if it does not.
   */
  private void giveWayTo(long nowNanos) {
    proposal = null;
    awaitFinish(nowNanos);
  }

  private void awaitFinish(long nowNanos) {
    long delay = settings.finishDelay().toNanos();
    setDeadline(nowNanos, delay + random.nextLong(delay + 1));
  }

  private void setDeadline(long nowNanos, long waitNanos) {
    deadlineNanos = nowNanos + waitNanos;
    deadlineSet = true;
  }

  /**
   * Called once after a restart: a promise found on disk may belong to an instance left unfinished.
   */
  public void resume(long nowNanos) {
    if (state.isWedged()) {
      awaitFinish(nowNanos);
    }
  }
}
