package io.starling.chaos.simulation.cluster;

import io.starling.chaos.simulation.world.EventQueue;
import io.starling.chaos.simulation.world.SimulatedNetwork;
import io.starling.storage.id.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All machines, and the way from one to another. */
public final class Cluster implements Post {
  private final RunCharacter character;
  private final EventQueue queue;
  private final SimulatedNetwork network;
  private final Witness witness;
  private final Sabotage sabotage;
  private final Wishes wishes = new Wishes();
  private final List<Machine> machines = new ArrayList<>();

  /**
   * @param sabotage how it is broken on purpose
   */
  public Cluster(
      RunCharacter character,
      EventQueue queue,
      Witness witness,
      SplittableRandom random,
      Sabotage sabotage) {
    this.character = character;
    this.queue = queue;
    this.network = new SimulatedNetwork(queue, random.split(), character.machines());
    this.witness = witness;
    this.sabotage = sabotage;
    Surroundings shared = new Surroundings(queue, character, this, witness, wishes, sabotage);
    for (int i = 0; i < character.machines(); i++) {
      machines.add(new Machine(i, shared, random.split()));
    }
  }

  /** The first machine founds the cluster, some others join it at once. */
  public void start() {
    machines.get(0).found();
    machines.subList(character.startsWith(), machines.size()).forEach(Machine::waitOutside);
    machines.forEach(Machine::start);
  }

  @Override
  public void send(Machine from, NodeId to, PeerMessage message) {
    Machine target = find(to);
    if (target == null || sabotage.loses(to, message)) {
      return;
    }
    NodeId sender = from.id();
    NodeProcess meant = target.process();
    note(message, () -> from.index() + " -> " + target.index() + "  " + message);
    network.carry(
        from.index(),
        target.index(),
        inOrder -> {
          NodeProcess receiver = target.process();
          boolean isMeant = receiver == meant || (inOrder && character.mailWaits());
          if (receiver != null && isMeant && target.id().equals(to)) {
            receiver.inLoop(() -> deliver(sender, receiver, target, message));
          }
        });
  }

  private void deliver(NodeId sender, NodeProcess receiver, Machine target, PeerMessage message) {
    note(message, () -> target.index() + " <- " + indexOf(sender) + "  " + message);
    receiver.receive(sender, message);
  }

  /** Leases and gossip are left out: they would drown the rest. */
  private void note(PeerMessage message, Supplier<String> what) {
    if (message instanceof PeerMessage.Agreement agreement) {
      witness.trace().note(queue.nowNanos(), agreement.message().segment(), what);
    } else if (message instanceof PeerMessage.Replication replication) {
      witness.trace().note(queue.nowNanos(), replication.message().segment(), what);
    }
  }

  private @Nullable Machine find(NodeId node) {
    for (Machine machine : machines) {
      if (machine.id().equals(node)) {
        return machine;
      }
    }
    return null;
  }

  /** The place of a node in the network; -1 if it is on no machine any more. */
  public int indexOf(NodeId node) {
    Machine machine = find(node);
    return machine == null ? -1 : machine.index();
  }

  @Override
  public List<NodeId> addresses() {
    return machines.stream().filter(machine -> machine.stay().isHere()).map(Machine::id).toList();
  }

  public List<Machine> machines() {
    return machines;
  }

  public SimulatedNetwork network() {
    return network;
  }

  public RunCharacter character() {
    return character;
  }

  public Witness witness() {
    return witness;
  }

  /** What somebody wants moved. */
  public Wishes wishes() {
    return wishes;
  }

  public EventQueue queue() {
    return queue;
  }
}
