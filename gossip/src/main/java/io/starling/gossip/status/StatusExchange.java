package io.starling.gossip.status;

import io.starling.gossip.status.StatusMessage.Answer;
import io.starling.gossip.status.StatusMessage.Deltas;
import io.starling.gossip.status.StatusMessage.Digest;
import io.starling.gossip.status.StatusMessage.Known;
import io.starling.storage.id.NodeId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One node's part in the exchange of status. A round is at most three messages: digest, answer,
 * deltas; one that gets lost costs that round and nothing else. When not everything fits into a
 * message, what was learned last goes first: it is what the fewest know.
 */
public final class StatusExchange {
  private static final Comparator<Entry> LEARNED_LAST_FIRST =
      Comparator.comparingLong(Entry::turn).reversed();

  private final NodeId self;
  private final int messageBytesMax;
  private final RandomGenerator random;
  private final StatusOutput output;
  private final TreeMap<NodeId, Entry> entries = new TreeMap<>();
  private List<NodeId> others = List.of();
  private Stamp stamp;
  private long turns;

  /**
   * What is known of one node.
   *
   * @param heardNanos when it was learned
   * @param turn counts what was learned, in order
   */
  private record Entry(NodeStatus status, long heardNanos, long turn) {
    Known known() {
      return new Known(status.nodeId(), status.stamp());
    }
  }

  /**
   * @param incarnation grows with each start of this node
   * @param messageBytesMax no message is larger; at least 1024
   */
  public StatusExchange(
      NodeId self,
      long incarnation,
      int messageBytesMax,
      RandomGenerator random,
      StatusOutput output) {
    if (messageBytesMax < 1024) {
      throw new IllegalArgumentException("a message has at least 1024 bytes");
    }
    this.self = self;
    this.messageBytesMax = messageBytesMax;
    this.random = random;
    this.output = output;
    this.stamp = new Stamp(incarnation, 0);
  }

  /** Says who the other members are. What was known of anybody else is forgotten. */
  public void members(Collection<NodeId> members) {
    others = members.stream().filter(node -> !node.equals(self)).sorted().distinct().toList();
    entries.keySet().removeIf(node -> !node.equals(self) && !isMember(node));
  }

  /** This node's report from now on. */
  public void publish(long nowNanos, NodeReport report) {
    stamp = stamp.next();
    store(nowNanos, new NodeStatus(self, stamp, report));
  }

  /** The latest known status of all members, this node included, in the order of their ids. */
  public List<NodeStatus> statuses() {
    return entries.values().stream().map(Entry::status).toList();
  }

  /** The latest known status of a node. */
  public Optional<NodeStatus> status(NodeId node) {
    return Optional.ofNullable(entries.get(node)).map(Entry::status);
  }

  /**
   * How long ago a node's latest known status was learned, in nanoseconds; empty if there is none.
   */
  public Optional<Long> ageNanos(NodeId node, long nowNanos) {
    return Optional.ofNullable(entries.get(node)).map(entry -> nowNanos - entry.heardNanos());
  }

  /** Opens a round with one random member; to be called about once a second. */
  public void tick() {
    if (!others.isEmpty()) {
      output.send(others.get(random.nextInt(others.size())), digest());
    }
  }

  /** A message arrived. */
  public void onMessage(long nowNanos, NodeId from, StatusMessage message) {
    switch (message) {
      case Digest digest -> answer(nowNanos, from, digest);
      case Answer(List<NodeStatus> newer, List<Known> wanted) -> {
        newer.forEach(status -> merge(nowNanos, status));
        deliver(from, wanted);
      }
      case Deltas(List<NodeStatus> statuses) -> statuses.forEach(status -> merge(nowNanos, status));
    }
  }

  /** All that fits; of a cluster too large for one message a run of ids with a random start. */
  private Digest digest() {
    List<Known> all = entries.values().stream().map(Entry::known).toList();
    int count = messageBytesMax / StatusCodec.KNOWN_BYTES_MAX;
    if (all.size() <= count) {
      return new Digest(all, true);
    }
    List<Known> rotated = new ArrayList<>(all);
    Collections.rotate(rotated, random.nextInt(all.size()));
    List<Known> run = rotated.subList(0, count);
    run.sort(Comparator.comparing(Known::nodeId));
    return new Digest(List.copyOf(run), false);
  }

  private void answer(long nowNanos, NodeId from, Digest digest) {
    TreeMap<NodeId, Stamp> theirs = new TreeMap<>();
    digest.known().forEach(known -> theirs.put(known.nodeId(), known.stamp()));
    overtake(nowNanos, theirs.get(self));
    List<Known> wanted = wanted(theirs);
    List<Entry> newer =
        entries.values().stream()
            .filter(entry -> isNews(entry, theirs, digest.complete()))
            .toList();
    if (!wanted.isEmpty() || !newer.isEmpty()) {
      int left = messageBytesMax - wanted.size() * StatusCodec.KNOWN_BYTES_MAX;
      output.send(from, new Answer(fitting(newer, left), wanted));
    }
  }

  /** At most half of a message, so that there is room for what goes the other way. */
  private List<Known> wanted(SortedMap<NodeId, Stamp> theirs) {
    List<Known> wanted = new ArrayList<>();
    theirs.forEach(
        (node, theirStamp) -> {
          Stamp mine = stampOf(node);
          if (isMember(node) && theirStamp.isAfter(mine)) {
            wanted.add(new Known(node, mine));
          }
        });
    int most = messageBytesMax / 2 / StatusCodec.KNOWN_BYTES_MAX;
    if (wanted.size() > most) {
      Collections.rotate(wanted, random.nextInt(wanted.size()));
      return List.copyOf(wanted.subList(0, most));
    }
    return wanted;
  }

  private static boolean isNews(Entry entry, SortedMap<NodeId, Stamp> theirs, boolean complete) {
    Stamp known = theirs.get(entry.status().nodeId());
    return known == null ? complete : entry.status().stamp().isAfter(known);
  }

  private void deliver(NodeId to, List<Known> wanted) {
    List<Entry> newer = new ArrayList<>();
    for (Known known : wanted) {
      Entry entry = entries.get(known.nodeId());
      if (entry != null && entry.status().stamp().isAfter(known.stamp())) {
        newer.add(entry);
      }
    }
    if (!newer.isEmpty()) {
      output.send(to, new Deltas(fitting(newer, messageBytesMax)));
    }
  }

  private static List<NodeStatus> fitting(List<Entry> candidates, int bytes) {
    List<NodeStatus> chosen = new ArrayList<>();
    int left = bytes - StatusCodec.ENVELOPE_BYTES_MAX;
    for (Entry entry : candidates.stream().sorted(LEARNED_LAST_FIRST).toList()) {
      left -= StatusCodec.sizeOf(entry.status());
      if (left < 0) {
        break;
      }
      chosen.add(entry.status());
    }
    return chosen;
  }

  /** Somebody remembers an earlier life of this node, whose clock was ahead: goes above it. */
  private void overtake(long nowNanos, @Nullable Stamp remembered) {
    if (remembered == null || !remembered.isAfter(stamp)) {
      return;
    }
    stamp = new Stamp(remembered.incarnation() + 1, 0);
    Entry own = entries.get(self);
    if (own != null) {
      publish(nowNanos, own.status().report());
    }
  }

  private void merge(long nowNanos, NodeStatus status) {
    if (isMember(status.nodeId()) && status.stamp().isAfter(stampOf(status.nodeId()))) {
      store(nowNanos, status);
    }
  }

  private void store(long nowNanos, NodeStatus status) {
    entries.put(status.nodeId(), new Entry(status, nowNanos, turns++));
  }

  private Stamp stampOf(NodeId node) {
    Entry entry = entries.get(node);
    return entry == null ? Stamp.NONE : entry.status().stamp();
  }

  private boolean isMember(NodeId node) {
    return Collections.binarySearch(others, node) >= 0;
  }
}
