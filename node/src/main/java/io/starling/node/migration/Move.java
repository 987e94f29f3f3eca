package io.starling.node.migration;

import io.starling.gossip.agreement.Configuration;
import io.starling.storage.id.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** One segment on its way to other members, as its source sees it. */
final class Move {
  private final Configuration from;
  private final Wanted wanted;
  private final long begunAtNanos;
  private final int attempt;
  private final String lastError;

  /** The newcomers, and the number of the offer to each. */
  private final TreeMap<NodeId, Long> offers = new TreeMap<>();

  private final List<NodeId> granted = new ArrayList<>();
  private long offerAtNanos;

  Move(Configuration from, Wanted wanted, long firstNumber, Tries before, long nowNanos) {
    this.from = from;
    this.wanted = wanted;
    this.attempt = before.count() + 1;
    this.lastError = before.lastError();
    this.begunAtNanos = nowNanos;
    this.offerAtNanos = nowNanos;
    long number = firstNumber;
    for (NodeId node : wanted.placement().members()) {
      if (!from.hasMember(node)) {
        offers.put(node, number++);
      }
    }
  }

  Configuration from() {
    return from;
  }

  Wanted wanted() {
    return wanted;
  }

  long begunAtNanos() {
    return begunAtNanos;
  }

  /** What came of the attempts before. */
  record Tries(int count, String lastError) {
    static final Tries NONE = new Tries(0, "");
  }

  /** As others may see it. */
  MoveView view() {
    return new MoveView(
        from, wanted, List.copyOf(offers.keySet()), isGranted(), attempt, lastError);
  }

  int attempt() {
    return attempt;
  }

  /** The newcomers, and the number of the offer to each. */
  SortedMap<NodeId, Long> offers() {
    return offers;
  }

  boolean isOffer(NodeId to, long number) {
    Long known = offers.get(to);
    return known != null && known == number;
  }

  /** A newcomer has room. */
  void granted(NodeId by) {
    if (!granted.contains(by)) {
      granted.add(by);
    }
  }

  /** Whether every newcomer has room. */
  boolean isGranted() {
    return granted.size() == offers.size();
  }

  /** Whether it is time to say the offers again; asking sets the next time. */
  boolean isOfferDue(long nowNanos, long intervalNanos) {
    boolean due = nowNanos - offerAtNanos >= 0;
    if (due) {
      offerAtNanos = nowNanos + intervalNanos;
    }
    return due;
  }

  /** Whether it is still the way from where the segment is to where it is wanted. */
  boolean leads(Configuration known, Wanted now) {
    return known.equals(from) && now.placement().members().equals(wanted.placement().members());
  }
}
