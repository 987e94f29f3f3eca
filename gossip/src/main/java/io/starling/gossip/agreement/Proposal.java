package io.starling.gossip.agreement;

import io.starling.storage.id.NodeId;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of this node to decide the instance after {@code known}: the proposer's half of
 * Paxos. Owned by its {@link ConfigurationChain}, which sends and persists.
 *
 * <pre>
 * PREPARING -> PROPOSING: a majority has promised; the value is settled
 * (new)     -> PROPOSING: in round 0, which needs no promises
 * PROPOSING -> decided:   a majority has accepted
 * </pre>
 */
final class Proposal {
  private final Configuration known;
  private final Ballot ballot;
  private final Configuration wanted;
  private final Set<NodeId> promises = new TreeSet<>();
  private final Set<NodeId> accepts = new TreeSet<>();
  private @Nullable Accepted highestAccepted;
  private @Nullable Configuration value;

  Proposal(Configuration known, Ballot ballot, Configuration wanted) {
    if (wanted.epoch() != known.epoch() + 1) {
      throw new IllegalArgumentException("proposed " + wanted + " after " + known);
    }
    this.known = known;
    this.ballot = ballot;
    this.wanted = wanted;
  }

  /** An attempt that begins with its second phase. */
  static Proposal settled(Configuration known, Ballot ballot, Configuration wanted) {
    Proposal settled = new Proposal(known, ballot, wanted);
    settled.value = wanted;
    return settled;
  }

  Ballot ballot() {
    return ballot;
  }

  Configuration wanted() {
    return wanted;
  }

  /** The value of phase two; null while promises are being gathered. */
  @Nullable Configuration value() {
    return value;
  }

  /**
   * Counts a promise.
   *
   * @return true if this one completed the majority, and with it settled the value
   */
  boolean promised(NodeId member, @Nullable Accepted accepted) {
    if (value != null || !known.hasMember(member)) {
      return false;
    }
    promises.add(member);
    if (accepted != null
        && (highestAccepted == null || accepted.ballot().compareTo(highestAccepted.ballot()) > 0)) {
      highestAccepted = accepted;
    }
    if (promises.size() < known.majority()) {
      return false;
    }
    value = highestAccepted == null ? wanted : highestAccepted.value();
    return true;
  }

  /**
   * Counts an acceptance.
   *
   * @return true if a majority has now accepted the value: it is decided
   */
  boolean accepted(NodeId member) {
    if (value == null || !known.hasMember(member)) {
      return false;
    }
    accepts.add(member);
    return accepts.size() >= known.majority();
  }
}
