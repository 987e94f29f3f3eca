package io.starling.node.migration;

import io.starling.node.migration.MigrationMessage.Declined;
import io.starling.node.migration.MigrationMessage.Granted;
import io.starling.node.migration.MigrationMessage.Offer;
import io.starling.storage.id.NodeId;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a node has granted to others: room in its reserve. What is granted counts as if it had come,
 * so that many sources that look at the same old status do not all pour into one node.
 */
final class Intake {
  /** A segment is moved by one source at a time: the primary of its latest epoch. */
  private final TreeMap<Integer, Grant> grants = new TreeMap<>();

  private final MigrationSettings settings;
  private @Nullable NodeId feltFrom;
  private long feltUntilNanos;

  private record Grant(NodeId source, long number, Offer offer, long untilNanos) {
    boolean isOf(NodeId from, long numberOfIt) {
      return source.equals(from) && number == numberOfIt;
    }

    boolean isForBalance() {
      return offer.kind() == MoveKind.BALANCE;
    }
  }

  Intake(MigrationSettings settings) {
    this.settings = settings;
  }

  /** Grants or declines. The same offer again renews its grant. */
  MigrationMessage offered(NodeId from, Offer offer, Standing standing, long nowNanos) {
    expire(nowNanos);
    Grant present = grants.get(offer.segment());
    if (present == null || !present.isOf(from, offer.number())) {
      DeclineReason reason = whyNot(from, offer, present, standing, nowNanos);
      if (reason != null) {
        return new Declined(offer.number(), reason);
      }
    }
    long until = nowNanos + settings.grantLife().toNanos();
    grants.put(offer.segment(), new Grant(from, offer.number(), offer, until));
    return new Granted(offer.number());
  }

  private @Nullable DeclineReason whyNot(
      NodeId from, Offer offer, @Nullable Grant replaced, Standing standing, long nowNanos) {
    if (standing.leaving()) {
      return DeclineReason.LEAVING;
    }
    if (replaced != null && replaced.offer.epoch() > offer.epoch()) {
      return DeclineReason.OUTDATED;
    }
    long others = grantedBytes() - (replaced == null ? 0 : replaced.offer.bytes());
    boolean fits = others == 0 || others + offer.bytes() <= standing.reserveBytesMax();
    if (!fits || others + offer.bytes() > standing.freeBytes()) {
      return DeclineReason.NO_ROOM;
    }
    if (grants.size() - (replaced == null ? 0 : 1) >= settings.fillsIn()) {
      return DeclineReason.TOO_MANY;
    }
    return offer.kind() == MoveKind.BALANCE ? whyNoLoad(from, standing, nowNanos) : null;
  }

  /** Load comes from one source at a time, and what has come must be felt before more does. */
  private @Nullable DeclineReason whyNoLoad(NodeId from, Standing standing, long nowNanos) {
    if (standing.busy()) {
      return DeclineReason.BUSY;
    }
    boolean feelsAnother =
        feltFrom != null && !feltFrom.equals(from) && nowNanos - feltUntilNanos < 0;
    long under = grants.values().stream().filter(Grant::isForBalance).count();
    boolean ofAnother =
        grants.values().stream()
            .anyMatch(grant -> grant.isForBalance() && !grant.source.equals(from));
    if (feelsAnother || ofAnother || under >= settings.batchIn()) {
      return DeclineReason.NOT_CAUGHT_UP;
    }
    return null;
  }

  /** The source says that a move is over. */
  void ended(NodeId from, long number, long nowNanos) {
    grants
        .values()
        .removeIf(
            grant -> {
              boolean ends = grant.isOf(from, number);
              if (ends && grant.isForBalance()) {
                feltFrom = from;
                feltUntilNanos = nowNanos + settings.settle().toNanos();
              }
              return ends;
            });
  }

  /** Takes everything back: what has begun to come goes on, nothing else begins. */
  void revoke() {
    grants.clear();
  }

  /** Takes back what nobody has renewed. */
  void expire(long nowNanos) {
    grants.values().removeIf(grant -> nowNanos - grant.untilNanos >= 0);
  }

  /** The segments that may come. */
  SortedSet<Integer> admitted() {
    return new TreeSet<>(grants.keySet());
  }

  /** Bytes of all that was granted. */
  long grantedBytes() {
    return sum(grants.values());
  }

  private static long sum(Collection<Grant> all) {
    return all.stream().mapToLong(grant -> grant.offer.bytes()).sum();
  }

  /** Copies for which room was granted. */
  int count() {
    return grants.size();
  }
}
