package io.starling.node.lease;

import io.starling.node.lease.AskedList.Sent;
import io.starling.node.lease.LeaseMessage.LeaseAnswer;
import io.starling.node.lease.LeaseMessage.LeaseRequest;
import io.starling.node.lease.LeaseMessage.SegmentEpoch;
import io.starling.storage.id.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The heartbeats that one loop of a node has sent, by peer, so that an answer is counted from when
 * its own request was sent. Remembers a bounded number of requests a peer; an answer to an older
 * one is worthless anyway.
 *
 * <p>What is asked of a peer is cut into lists by segment, so that a change is small to tell
 * whatever the number of segments. A heartbeat is one message for each list that asks for anything:
 * one in all for up to {@link LeaseRequest#SEGMENTS_MAX} segments of a loop.
 */
public final class LeaseRequests {
  private final long trustedNanos;
  private final int loop;
  private final int loopCount;
  private final TreeMap<NodeId, TreeMap<Integer, AskedList>> listsByPeer = new TreeMap<>();
  private long nextNonce;

  /**
   * @param firstNonce a random number: an answer to a request of an earlier process must not match
   * @param loop which of the asking node's loops this is: it asks for the segments that are {@code
   *     loop} modulo {@code loopCount}
   */
  public LeaseRequests(LeaseSettings settings, long firstNonce, int loop, int loopCount) {
    this.trustedNanos = settings.trustedNanos();
    this.nextNonce = firstNonce;
    this.loop = loop;
    this.loopCount = loopCount;
  }

  /**
   * The heartbeat to a peer that is to be sent now.
   *
   * @param asked in the order of the segments
   */
  public List<LeaseMessage> ask(NodeId peer, List<SegmentEpoch> asked, long nowNanos) {
    SortedMap<Integer, AskedList> lists = lists(peer);
    List<LeaseMessage> heartbeat = new ArrayList<>(1);
    for (int from = 0; from < asked.size(); ) {
      int number = number(asked.get(from));
      int end = from + 1;
      while (end < asked.size() && number(asked.get(end)) == number) {
        end++;
      }
      AskedList list = lists.computeIfAbsent(number, AskedList::new);
      heartbeat.add(list.ask(nextNonce++, asked.subList(from, end), nowNanos + trustedNanos));
      from = end;
    }
    return heartbeat;
  }

  private SortedMap<Integer, AskedList> lists(NodeId peer) {
    return listsByPeer.computeIfAbsent(peer, unused -> new TreeMap<>());
  }

  /** Below the loops of the node, plus 16. */
  private int number(SegmentEpoch asked) {
    return loop + asked.segment() / loopCount / LeaseRequest.SEGMENTS_MAX * loopCount;
  }

  /**
   * How long an answer took, from when its own request was sent; empty if that was not one of the
   * last.
   */
  public OptionalLong tookNanos(NodeId peer, LeaseAnswer answer, long nowNanos) {
    for (AskedList list : lists(peer).values()) {
      Sent sent = list.find(answer.nonce());
      if (sent != null) {
        return OptionalLong.of(nowNanos - (sent.trustedUntilNanos() - trustedNanos));
      }
    }
    return OptionalLong.empty();
  }

  /**
   * Hands every lease that an answer grants to {@code grants}; none if it answers no known request.
   */
  public void answered(NodeId peer, LeaseAnswer answer, Grants grants) {
    for (AskedList list : lists(peer).values()) {
      Sent sent = list.find(answer.nonce());
      if (sent != null) {
        grant(sent, answer, grants);
      }
    }
  }

  private static void grant(Sent sent, LeaseAnswer answer, Grants grants) {
    TreeSet<Integer> refused = new TreeSet<>(answer.refused());
    for (SegmentEpoch asked : sent.asked()) {
      if (asked.segment() % answer.loopCount() == answer.loop()
          && !refused.contains(asked.segment())) {
        grants.granted(asked.segment(), asked.epoch(), sent.trustedUntilNanos());
      }
    }
  }

  /**
   * The peer does not know the list that a heartbeat meant: the next one says it in full.
   *
   * @return whether it was one of the last heartbeats, so that the next should be soon
   */
  public boolean unknownTo(NodeId peer, long nonce) {
    for (AskedList list : lists(peer).values()) {
      if (list.find(nonce) != null) {
        list.forgottenByPeer();
        return true;
      }
    }
    return false;
  }

  /** The connection to a peer broke; it forgets the lists. */
  public void disconnected(NodeId peer) {
    lists(peer).values().forEach(AskedList::forgottenByPeer);
  }

  /** Receives the leases of an answer. */
  @FunctionalInterface
  public interface Grants {
    void granted(int segment, long epoch, long trustedUntilNanos);
  }
}
