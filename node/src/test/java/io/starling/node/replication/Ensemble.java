package io.starling.node.replication;

import io.starling.gossip.agreement.ChainState;
import io.starling.gossip.agreement.Configuration;
import io.starling.node.routing.Levels;
import io.starling.node.routing.SegmentRequest;
import io.starling.storage.id.NodeId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The replicas of one segment, the messages between them and the time, all moved by hand. Nodes are
 * letters. Leases are asked for and given at each tick unless somebody is cut off.
 */
final class Ensemble {
  static final int SEGMENT = 3;
  private static final long TICK_NANOS = 10_000_000;
  private static final int TICKS_MAX = 3_000;
  private static final int LETTERS_MAX = 20_000;

  /** A message on its way. */
  record Letter(NodeId from, NodeId to, Consumer<Actor> delivery, Object message) {}

  private final ReplicaSettings settings;
  private final TreeMap<NodeId, Actor> actors = new TreeMap<>();
  private final List<Letter> network = new ArrayList<>();
  private final TreeSet<String> heldLinks = new TreeSet<>();
  private final TreeSet<String> cutLinks = new TreeSet<>();
  private long nanos = 5_000_000_000L;

  Ensemble(String names, String primaryAndMembers) {
    this(names, primaryAndMembers, ReplicaSettings.DEFAULT);
  }

  /**
   * @param names of the nodes
   * @param primaryAndMembers of the first epoch, such as {@code a/abc}
   */
  Ensemble(String names, String primaryAndMembers, ReplicaSettings settings) {
    this.settings = settings;
    Configuration first = configuration(1, primaryAndMembers);
    SegmentRecord founded = new SegmentRecord(ChainState.of(first), CopyMarks.EMPTY);
    for (NodeId id : members(names)) {
      actors.put(id, new Actor(this, id, founded));
    }
    actors.values().forEach(actor -> actor.replica().start());
  }

  static NodeId id(char name) {
    return new NodeId(0, name);
  }

  static Configuration configuration(long epoch, String text) {
    return new Configuration(SEGMENT, epoch, id(text.charAt(0)), members(text.substring(2)));
  }

  static List<NodeId> members(String names) {
    return names.chars().mapToObj(name -> id((char) name)).toList();
  }

  ReplicaSettings settings() {
    return settings;
  }

  Now now() {
    return new Now(nanos, nanos / 1_000_000);
  }

  Actor actor(char name) {
    return actors.get(id(name));
  }

  Replica replica(char name) {
    return actor(name).replica();
  }

  void post(NodeId from, NodeId to, Consumer<Actor> delivery, Object message) {
    if (network.size() > LETTERS_MAX) {
      throw new AssertionError("they talk for ever");
    }
    network.add(new Letter(from, to, delivery, message));
  }

  private static String link(NodeId from, NodeId to) {
    return (char) from.low() + ">" + (char) to.low();
  }

  /** Keeps what goes from one node to another on its way. */
  void hold(String link) {
    heldLinks.add(link);
  }

  /** Lets go on what was kept on its way. */
  void release(String link) {
    heldLinks.remove(link);
    settle();
  }

  /** Loses everything to and from a node, leases included. */
  void cutOff(char name) {
    for (NodeId other : actors.keySet()) {
      cutLinks.add(link(id(name), other));
      cutLinks.add(link(other, id(name)));
    }
  }

  /** Everybody reaches everybody again. */
  void mend() {
    cutLinks.clear();
  }

  /** What is kept on its way on a link, of one kind. */
  <M> List<M> onTheWay(String link, Class<M> kind) {
    return network.stream()
        .filter(letter -> link(letter.from, letter.to).equals(link))
        .map(Letter::message)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  /** Hands a node a message that its sender never sent. */
  void forge(char from, char to, ReplicaMessage message) {
    actor(to).hear(id(from));
    replica(to).receive(id(from), message);
  }

  /** Syncs and delivers until there is no more to do, but for what is held. */
  void settle() {
    boolean busy = true;
    while (busy) {
      busy = deliverFirst();
      for (Actor actor : actors.values()) {
        busy |= actor.sync();
      }
    }
  }

  private boolean deliverFirst() {
    for (Letter letter : network) {
      if (!heldLinks.contains(link(letter.from, letter.to))) {
        network.remove(letter);
        Actor to = actors.get(letter.to);
        if (to != null && !cutLinks.contains(link(letter.from, letter.to))) {
          to.hear(letter.from);
          letter.delivery.accept(to);
        }
        return true;
      }
    }
    return false;
  }

  /** Lets time pass. */
  void pass(long millis) {
    for (long left = millis * 1_000_000; left > 0; left -= TICK_NANOS) {
      tick();
    }
  }

  /** Lets time pass until something is so. */
  void passUntil(BooleanSupplier holds) {
    for (int ticks = 0; !holds.getAsBoolean(); ticks++) {
      if (ticks > TICKS_MAX) {
        throw new AssertionError("it does not come about: " + story());
      }
      tick();
    }
  }

  private List<ReplicaEvent> story() {
    return actors.values().stream().flatMap(actor -> actor.events().stream()).toList();
  }

  private void tick() {
    nanos += TICK_NANOS;
    for (Actor actor : actors.values()) {
      actor.step();
      actor.context().moveBudget().tick(nanos);
      actor.replica().tick();
    }
    settle();
    actors.values().forEach(this::renewLeases);
    settle();
  }

  private void renewLeases(Actor asker) {
    long epoch = asker.replica().configuration().epoch();
    for (NodeId lender : asker.replica().lendersToAsk()) {
      Actor member = actors.get(lender);
      boolean reached =
          !cutLinks.contains(link(asker.id(), lender))
              && !cutLinks.contains(link(lender, asker.id()));
      if (member != null && reached) {
        member.hear(asker.id());
        boolean lent = member.replica().lend(asker.id(), epoch);
        asker.hear(lender);
        if (lent) {
          asker.replica().lentBy(lender, epoch, nanos + settings.lease().trustedNanos());
        }
      }
    }
  }

  /** Lets time pass until a node serves with everybody in sync. */
  void awaitServing(char name) {
    passUntil(() -> replica(name).isServing() && replica(name).isFullyInSync());
  }

  Told submit(char name, String command) {
    return submit(name, command, Levels.DEFAULT);
  }

  /** Gives a command to a node; what is held stays held, all else is delivered. */
  Told submit(char name, String command, Levels levels) {
    List<byte[]> words =
        Arrays.stream(command.split(" ", -1))
            .map(word -> word.getBytes(StandardCharsets.UTF_8))
            .toList();
    Told told = new Told();
    actor(name).step();
    Evaluation evaluation = replica(name).submit(new SegmentRequest(SEGMENT, words, levels), told);
    if (evaluation instanceof Evaluation.NotServed refused) {
      told.refused(refused);
    }
    settle();
    return told;
  }

  /** Gives a read to a node to answer from its own copy on the primary's word. */
  Told read(char name, String command) {
    Told told = new Told();
    takeRead(name, command, told);
    endTurn(name);
    return told;
  }

  /** The same, without the end of the turn in which it is asked about. */
  void takeRead(char name, String command, Told told) {
    List<byte[]> words =
        Arrays.stream(command.split(" ", -1))
            .map(word -> word.getBytes(StandardCharsets.UTF_8))
            .toList();
    actor(name).step();
    if (!replica(name)
        .readConfirmed(new SegmentRequest(SEGMENT, words, Levels.DEFAULT), told.reader())) {
      told.refused();
    }
  }

  /** The turn of a node's loop ends. */
  void endTurn(char name) {
    actor(name).step();
    actor(name).context().endTurn();
    settle();
  }

  /** What any member would tell from its own copy. */
  String valueAt(char name, String key) {
    return submit(name, "GET " + key, new Levels(Levels.WriteLevel.QUORUM, Levels.ReadLevel.ONE))
        .toString();
  }
}
