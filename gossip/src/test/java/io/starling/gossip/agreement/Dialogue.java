package io.starling.gossip.agreement;

import io.starling.gossip.agreement.ScriptedNode.Letter;
import io.starling.storage.id.NodeId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeMap;

/** Some nodes, the messages between them, and the time, all moved by hand. */
final class Dialogue {
  private static final int LETTERS_MAX = 1_000;

  private final Deque<Letter> network = new ArrayDeque<>();
  private final TreeMap<NodeId, ScriptedNode> nodes = new TreeMap<>();
  private long nowNanos;

  /** Nodes that all know the same configuration. */
  Dialogue(String names, Configuration known) {
    for (NodeId id : Cast.nodes(names)) {
      nodes.put(id, new ScriptedNode(id, ChainState.of(known), network));
    }
  }

  ScriptedNode node(char name) {
    return nodes.get(Cast.node(name));
  }

  void propose(char proposer, Configuration next) {
    node(proposer).chain().propose(next, nowNanos);
  }

  void proposeAsPrimary(char proposer, Configuration next) {
    node(proposer).chain().proposeAsPrimary(next, nowNanos);
  }

  void restart(char name) {
    node(name).restart(nowNanos);
  }

  /** Hands a node a message that nobody has sent, as a liar or a lagging peer might. */
  void forge(char from, char to, AgreementMessage message) {
    node(to).chain().receive(Cast.node(from), message, nowNanos);
  }

  /** Delivers what is on its way from one node to another, and no more. */
  void deliver(char from, char to) {
    Deque<Letter> due = taken(from, to);
    due.forEach(letter -> forge(from, to, letter.message()));
  }

  /** Loses what is on its way from one node to another. */
  void lose(char from, char to) {
    taken(from, to).clear();
  }

  private Deque<Letter> taken(char from, char to) {
    Deque<Letter> taken = new ArrayDeque<>();
    for (Letter letter : network) {
      if (letter.from().equals(Cast.node(from)) && letter.to().equals(Cast.node(to))) {
        taken.addLast(letter);
      }
    }
    network.removeAll(taken);
    return taken;
  }

  /** Syncs all disks and delivers everything until there is no more to do. */
  void settle() {
    for (int letters = 0; letters < LETTERS_MAX; letters++) {
      nodes.values().forEach(ScriptedNode::sync);
      Letter next = network.pollFirst();
      if (next == null) {
        return;
      }
      ScriptedNode to = nodes.get(next.to());
      if (to != null) {
        to.chain().receive(next.from(), next.message(), nowNanos);
      }
    }
    throw new AssertionError("they talk for ever");
  }

  /** Lets time pass for one node only. */
  void waitAt(char name, Duration time) {
    nowNanos += time.toNanos();
    node(name).chain().tick(nowNanos);
  }

  /** Empties all diaries. */
  void forgetTheStory() {
    nodes.values().forEach(ScriptedNode::diary);
  }
}
