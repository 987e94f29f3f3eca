package io.starling.gossip.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.starling.storage.id.NodeId;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Chains over a network that loses, repeats and reorders, on machines that die at any moment and
 * come back with some state that they had asked to keep, at least the last that was synced. Every
 * configuration that anybody adopts is entered in one ledger, which refuses a second for its epoch.
 */
final class UnreliableCluster {
  private static final long STEP_NANOS = 20_000_000;

  private record Letter(NodeId from, NodeId to, byte[] message) {}

  private record Unsynced(ChainState state, Runnable then) {}

  private final Random random;
  private final List<Letter> network = new ArrayList<>();
  private final TreeMap<NodeId, Machine> machines = new TreeMap<>();
  private final TreeMap<Long, Configuration> ledger = new TreeMap<>();
  private long nowNanos;

  UnreliableCluster(String names, Random random) {
    this.random = random;
    Configuration first = Cast.configuration(1, names.charAt(0) + "/" + names);
    ledger.put(1L, first);
    for (NodeId id : Cast.nodes(names)) {
      machines.put(id, new Machine(id, ChainState.of(first)));
    }
  }

  /** One thing happens, good or bad. */
  void misbehave() {
    Machine machine = anyOf(machines.values());
    switch (random.nextInt(60)) {
      case 0 -> machine.proposeSomething();
      case 1 -> machine.crash();
      case 2, 3 -> loseOne();
      case 4, 5 -> repeatOne();
      case 6 -> tickAll();
      default -> {
        if (random.nextBoolean()) {
          machine.syncOne();
        } else {
          deliverOne();
        }
      }
    }
  }

  /** Nothing fails any more, time passes, and news of decisions go round. */
  void behave() {
    tickAll();
    Configuration news = anyOf(machines.values()).chain.known();
    anyOf(machines.values()).chain.learn(news);
    for (boolean quiet = false; !quiet; ) {
      machines.values().forEach(Machine::syncAll);
      quiet = network.isEmpty();
      deliverOne();
    }
  }

  private void tickAll() {
    nowNanos += STEP_NANOS;
    machines.values().forEach(machine -> machine.chain.tick(nowNanos));
  }

  private void loseOne() {
    if (!network.isEmpty()) {
      network.remove(random.nextInt(network.size()));
    }
  }

  private void repeatOne() {
    if (!network.isEmpty()) {
      network.add(network.get(random.nextInt(network.size())));
    }
  }

  private void deliverOne() {
    if (!network.isEmpty()) {
      Letter letter = network.remove(random.nextInt(network.size()));
      Machine to = machines.get(letter.to);
      to.chain.receive(
          letter.from, AgreementCodec.decode(ByteBuffer.wrap(letter.message)), nowNanos);
    }
  }

  private <T> T anyOf(Iterable<T> all) {
    List<T> list = new ArrayList<>();
    all.forEach(list::add);
    return list.get(random.nextInt(list.size()));
  }

  private void decided(Configuration configuration) {
    Configuration before = ledger.putIfAbsent(configuration.epoch(), configuration);
    if (before != null) {
      assertEquals(before, configuration, "two configurations were decided for one epoch");
    }
  }

  long highestEpoch() {
    return ledger.lastKey();
  }

  /** Whether all members of the latest configuration know it and nothing is left unfinished. */
  boolean isSettled() {
    Configuration latest = ledger.lastEntry().getValue();
    return latest.members().stream()
        .map(machines::get)
        .allMatch(it -> it.chain.known().equals(latest) && !it.chain.isWedged());
  }

  private final class Machine implements ChainOutput {
    private final NodeId id;
    private final Deque<Unsynced> unsynced = new ArrayDeque<>();
    private ChainState durable;
    private ConfigurationChain chain;
    private boolean knowsItsEpochSinceItRuns = true;

    Machine(NodeId id, ChainState state) {
      this.id = id;
      this.durable = state;
      this.chain = newChain();
    }

    private ConfigurationChain newChain() {
      return new ConfigurationChain(id, durable, ChainSettings.DEFAULT, this, random);
    }

    void proposeSomething() {
      TreeSet<NodeId> members = new TreeSet<>(chain.known().members());
      NodeId changed = anyOf(machines.keySet());
      if (!members.remove(changed) || members.isEmpty()) {
        members.add(changed);
      }
      NodeId primary = anyOf(members);
      Configuration next = chain.known().withMembers(primary, List.copyOf(members));
      if (chain.known().primary().equals(id) && knowsItsEpochSinceItRuns) {
        chain.proposeAsPrimary(next, nowNanos);
      } else {
        chain.propose(next, nowNanos);
      }
    }

    void syncOne() {
      Unsynced next = unsynced.pollFirst();
      if (next != null) {
        durable = next.state;
        next.then.run();
      }
    }

    void syncAll() {
      while (!unsynced.isEmpty()) {
        syncOne();
      }
    }

    /** Of what was not synced some, the oldest first, may have reached the disk all the same. */
    void crash() {
      for (int kept = random.nextInt(unsynced.size() + 1); kept > 0; kept--) {
        durable = unsynced.removeFirst().state;
      }
      unsynced.clear();
      knowsItsEpochSinceItRuns = false;
      chain = newChain();
      chain.resume(nowNanos);
    }

    @Override
    public void send(NodeId to, AgreementMessage message) {
      network.add(new Letter(id, to, AgreementCodec.encode(message)));
    }

    @Override
    public void persist(ChainState state, Runnable then) {
      unsynced.addLast(new Unsynced(state, then));
    }

    @Override
    public void adopted(Configuration previous, Configuration now) {
      knowsItsEpochSinceItRuns = true;
      decided(now);
    }

    @Override
    public boolean leaseAllowsPromise(NodeId proposer, long nowNanos) {
      return true;
    }

    @Override
    public void promiseWithheld(NodeId proposer) {
      throw new AssertionError("no lease runs here");
    }

    @Override
    public boolean isFitToLead() {
      return true;
    }
  }
}
