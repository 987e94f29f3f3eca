package io.starling.gossip.agreement;

import io.starling.storage.id.NodeId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/** A node of a dialogue: its chain, a disk that syncs when told, and a diary of what it does. */
final class ScriptedNode implements ChainOutput {
  /** A message on its way. */
  record Letter(NodeId from, NodeId to, AgreementMessage message) {}

  private record Unsynced(ChainState state, Runnable then) {}

  private final NodeId id;
  private final Deque<Letter> network;
  private final Deque<Unsynced> unsynced = new ArrayDeque<>();
  private final List<String> diary = new ArrayList<>();
  private ChainState durable;
  private ConfigurationChain chain;
  private boolean lent;
  private boolean fit = true;

  ScriptedNode(NodeId id, ChainState state, Deque<Letter> network) {
    this.id = id;
    this.network = network;
    this.durable = state;
    this.chain = newChain();
  }

  private ConfigurationChain newChain() {
    return new ConfigurationChain(
        id, durable, ChainSettings.DEFAULT, this, new SplittableRandom(id.low()));
  }

  ConfigurationChain chain() {
    return chain;
  }

  /** What happened since this was last asked, a line each. */
  String diary() {
    String lines = String.join("\n", diary);
    diary.clear();
    return lines;
  }

  void sync() {
    while (!unsynced.isEmpty()) {
      Unsynced next = unsynced.removeFirst();
      durable = next.state;
      next.then.run();
    }
  }

  /** The process dies and comes back with what was synced. */
  void restart(long nowNanos) {
    unsynced.clear();
    chain = newChain();
    chain.resume(nowNanos);
  }

  void lend(boolean lends) {
    lent = lends;
  }

  void becomeUnfit() {
    fit = false;
  }

  @Override
  public void send(NodeId to, AgreementMessage message) {
    diary.add("to " + Cast.name(to) + ": " + Cast.text(message));
    network.addLast(new Letter(id, to, message));
  }

  @Override
  public void persist(ChainState state, Runnable then) {
    diary.add("disk: " + Cast.text(state));
    unsynced.addLast(new Unsynced(state, then));
  }

  @Override
  public void adopted(Configuration previous, Configuration now) {
    diary.add("adopts " + Cast.text(now));
  }

  @Override
  public boolean leaseAllowsPromise(NodeId proposer, long nowNanos) {
    return !lent;
  }

  @Override
  public void promiseWithheld(NodeId proposer) {
    diary.add("withholds a promise from " + Cast.name(proposer));
  }

  @Override
  public boolean isFitToLead() {
    return fit;
  }
}
