package io.starling.chaos.simulation.cluster;

import io.starling.chaos.simulation.world.EventQueue;
import io.starling.chaos.simulation.world.SimulatedDisk;
import io.starling.chaos.simulation.world.SkewedClock;
import io.starling.gossip.agreement.ChainState;
import io.starling.gossip.agreement.Configuration;
import io.starling.gossip.status.Leave;
import io.starling.node.replication.CopyMarks;
import io.starling.node.replication.Now;
import io.starling.node.replication.SegmentRecord;
import io.starling.storage.entry.Write;
import io.starling.storage.id.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One machine: what is left when its process dies, and what becomes of it when power fails. */
public final class Machine implements SimulatedDisk.Observer {
  private final int index;
  private final Surroundings surroundings;
  private final RandomGenerator random;
  private final List<Write> writesOfCommand = new ArrayList<>();
  private SkewedClock clock;
  private SimulatedDisk disk;
  private NodeId id;
  private @Nullable NodeProcess process;
  private long incarnations;
  private long pausedUntilNanos;
  private final TreeSet<Integer> torn = new TreeSet<>();
  private boolean suspect;
  private boolean everRan;
  private Stay stay = Stay.PRESENT;
  private boolean stopping;

  Machine(int index, Surroundings surroundings, RandomGenerator random) {
    this.index = index;
    this.surroundings = surroundings;
    this.random = random;
    this.clock = newClock();
    this.disk = newDisk();
    this.id = newId();
  }

  private SkewedClock newClock() {
    int drift = random.nextInt(-SkewedClock.DRIFT_MAX_PPM, SkewedClock.DRIFT_MAX_PPM + 1);
    return new SkewedClock(random.nextLong(), drift, random.nextInt(-2000, 2000));
  }

  private SimulatedDisk newDisk() {
    SimulatedDisk made = new SimulatedDisk(queue(), random, this);
    made.setLatency(surroundings.character().diskLatencyMax().toNanos());
    return made;
  }

  private NodeId newId() {
    return new NodeId(random.nextLong(), random.nextLong());
  }

  private EventQueue queue() {
    return surroundings.queue();
  }

  /** Place in the network. */
  public int index() {
    return index;
  }

  /** The node that lives here; another one after a wipe. */
  public NodeId id() {
    return id;
  }

  /** The process that runs here; null if none does. */
  public @Nullable NodeProcess process() {
    return process;
  }

  public SimulatedDisk disk() {
    return disk;
  }

  public SkewedClock clock() {
    return clock;
  }

  /** Whether this machine belongs to the cluster. */
  public Stay stay() {
    return stay;
  }

  /** What the node on it tells of whether it stays. */
  Leave leave() {
    if (stay == Stay.DRAINING) {
      return Leave.DRAINS;
    }
    return stopping ? Leave.STOPS : Leave.STAYS;
  }

  /** It does not belong to the cluster yet. */
  void waitOutside() {
    stay = Stay.ABSENT;
  }

  /** It joins, with whatever is on its disk. */
  public void join() {
    stay = Stay.PRESENT;
    start();
  }

  /** It is to be emptied. */
  public void drain() {
    stay = Stay.DRAINING;
  }

  /** It is to stay after all. */
  public void undrain() {
    stay = Stay.PRESENT;
  }

  /** It never comes back, and its disk neither. */
  public void depart() {
    crash();
    stay = Stay.DEPARTED;
  }

  /** It is about to stop, and tells so. */
  public void announceStop() {
    stopping = true;
  }

  boolean isPaused() {
    return pausedUntilNanos > queue().nowNanos();
  }

  long pausedUntilNanos() {
    return pausedUntilNanos;
  }

  Now now() {
    return clock.at(queue().nowNanos());
  }

  /** Makes this node the founder of the cluster: the one member of every segment. */
  void found() {
    for (int segment = 0; segment < surroundings.character().layout().segmentCount(); segment++) {
      Configuration first = new Configuration(segment, 1, id, List.of(id));
      boolean unused = surroundings.witness().configurations().decided(first);
      disk.storeAtRest(new SegmentRecord(ChainState.of(first), CopyMarks.EMPTY));
    }
  }

  /** Starts a process; nothing happens if one runs, or the machine is not here. */
  public void start() {
    if (process != null || !stay.isHere()) {
      return;
    }
    for (SegmentRecord record : List.copyOf(disk.records().values())) {
      if (suspect || torn.contains(record.chain().known().segment())) {
        storeAsSuspect(record);
      }
    }
    suspect = false;
    torn.clear();
    NodeProcess started = new NodeProcess(this, surroundings, incarnations++, everRan, random);
    process = started;
    surroundings.witness().ups().up(id);
    started.start();
    everRan = true;
  }

  private void storeAsSuspect(SegmentRecord record) {
    disk.storeAtRest(new SegmentRecord(record.chain(), record.marks().asSuspect()));
  }

  /** The process dies, as by kill -9. */
  public void crash() {
    end();
    disk.lostProcess();
  }

  /**
   * The machine loses power; its clocks begin anew.
   *
   * @param withPages whether pages of its stores may be ahead of its journal, or torn
   */
  public void losePower(boolean withPages) {
    end();
    torn.addAll(disk.lostPower(withPages));
    clock = newClock();
    suspect |= !surroundings.character().syncsEachWrite();
  }

  /** The disk is replaced by an empty one: from now on this is another node. */
  public void wipe() {
    end();
    disk.lostProcess();
    disk = newDisk();
    id = newId();
    everRan = false;
    suspect = false;
    torn.clear();
  }

  /** The process is stopped and goes on after a while, as by SIGSTOP and SIGCONT. */
  public void pause(long nanos) {
    pausedUntilNanos = queue().nowNanos() + nanos;
    surroundings.witness().ups().down(id, queue().nowNanos());
    queue().after(nanos, this::noteIfUp);
  }

  private void noteIfUp() {
    if (process != null && !isPaused()) {
      surroundings.witness().ups().up(id);
    }
  }

  /** The process goes on now. */
  public void resume() {
    pausedUntilNanos = queue().nowNanos();
    noteIfUp();
  }

  private void end() {
    if (process != null) {
      process.end();
      process = null;
      surroundings.witness().ups().down(id, queue().nowNanos());
    }
    stopping = false;
    resume();
  }

  @Override
  public void appended(int segment, Write write) {
    writesOfCommand.add(write);
    surroundings.witness().entries().written(segment, write);
  }

  /** What entered the journal since it was asked last. */
  List<Write> takeWrites() {
    List<Write> taken = List.copyOf(writesOfCommand);
    writesOfCommand.clear();
    return taken;
  }

  /**
   * A sync comes back with an error. A node trusts nothing that was not synced before: it stops,
   * and suspects its copies.
   */
  public void failSync() {
    losePower(false);
    suspect = true;
  }

  @Override
  public String toString() {
    return "machine " + index + " (" + id + ")";
  }
}
