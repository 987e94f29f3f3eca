package io.starling.node.replication;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.antientropy.merkle.ScanOrder;
import io.starling.node.command.ErrorCode;
import io.starling.node.command.Reply;
import io.starling.node.room.LoopRoom;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.eviction.EvictionPolicy;
import io.starling.storage.eviction.VictimChooser.Candidate;
import io.starling.storage.segment.EntrySize;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a node within its memory limit: refuses writes, or gives up entries of the primaries of one
 * loop, by tombstones like any removal (ARCHITECTURE.md 3.4). Backups never evict.
 *
 * <p>Victims come from a sample: all entries of one slice of one segment, cut into small groups of
 * which each gives up one. A sample costs reading a slice and feeds up to {@link #VICTIMS_MAX}
 * evictions; so the work that one command can cause is bounded and the work per eviction is small.
 */
final class Eviction {
  /** Victims that a sample yields at most. */
  static final int VICTIMS_MAX = 64;

  /** Entries of which one is given up, if a sample is not larger. */
  private static final int GROUP = 16;

  /** Entries that one write removes at most. */
  private static final int BATCH_MAX = 16;

  /** Slices that are read until one has something to give up. */
  private static final int SAMPLES_MAX = 4;

  private static final int BATCHES_PER_COMMAND_MAX = 2;
  private static final int BATCHES_PER_TICK_MAX = 32;

  private final LoopRoom room;
  private final RandomGenerator random;
  private final KeyUse use;
  private final Deque<Key> victims = new ArrayDeque<>();
  private List<Leader> leaders = List.of();
  private @Nullable Leader owner;
  private long sampledAtNanos;

  Eviction(LoopRoom room, RandomGenerator random) {
    this.room = room;
    this.random = random;
    this.use = new KeyUse(random);
  }

  /** Notes which keys a command used, if the policy wants to know. */
  void used(CommandView view, long nowNanos) {
    if (use.isWatching()) {
      view.forEachKey(key -> use.used(key, nowNanos));
    }
  }

  /** The refusal of a command that may need memory; null if there is room, made just now or not. */
  @Nullable Reply refusal(long nowNanos) {
    if (room.isDiskShort()) {
      return Reply.failure(
          ErrorCode.DISKFULL, "the disk is nearly full: writes go on when there is room again");
    }
    if (room.excessBytes() == 0) {
      return null;
    }
    boolean madeSome = makeRoom(BATCHES_PER_COMMAND_MAX, nowNanos);
    return room.excessBytes() == 0 || (madeSome && room.hasRoomWhileEvicting())
        ? null
        : Reply.failure(ErrorCode.OOM, "command not allowed when used memory > 'maxmemory'.");
  }

  /**
   * Makes room for what backups and other loops hold, too.
   *
   * @param replicas all of this loop
   */
  void tick(Collection<Replica> replicas, long nowNanos) {
    leaders =
        room.policy() == EvictionPolicy.NOEVICTION
            ? List.of()
            : replicas.stream().flatMap(replica -> replica.leader().stream()).toList();
    use.watch(room.policy(), room.entriesExpected(), nowNanos);
    if (room.excessBytes() > 0) {
      boolean unused = makeRoom(BATCHES_PER_TICK_MAX, nowNanos);
    }
  }

  /** Gives up entries until the node is within its limit; answers whether any was given up. */
  private boolean makeRoom(int batchesMax, long nowNanos) {
    if (room.policy() == EvictionPolicy.NOEVICTION) {
      return false;
    }
    int batches = 0;
    while (batches < batchesMax && room.excessBytes() > 0 && evictBatch(nowNanos)) {
      batches++;
    }
    return batches > 0;
  }

  /** Victims of an earlier sample may have gone or been used since: then it takes another one. */
  private boolean evictBatch(long nowNanos) {
    for (int tries = 0; tries < SAMPLES_MAX; tries++) {
      if (victims.isEmpty()) {
        owner = chooseLeader();
      }
      Leader leader = owner;
      if (leader == null || !leader.mayEvict()) {
        victims.clear();
      } else if (leader.repair().soundly(() -> evictBatch(leader, nowNanos)).orElse(false)) {
        return true;
      }
    }
    return false;
  }

  private boolean evictBatch(Leader leader, long nowNanos) {
    if (victims.isEmpty()) {
      sample(leader.copy(), nowNanos);
    }
    List<Key> batch = batch(leader.copy(), nowNanos);
    return !batch.isEmpty()
        && leader.stream().writeByItself(version -> Upkeep.removal(version, batch));
  }

  private List<Key> batch(SegmentCopy copy, long nowNanos) {
    List<Key> batch = new ArrayList<>(BATCH_MAX);
    long freedBytes = 0;
    while (!victims.isEmpty() && batch.size() < BATCH_MAX && freedBytes < room.excessBytes()) {
      Key key = victims.removeFirst();
      EntryHeader header = copy.header(key);
      if (header == null || header.isTombstone()) {
        continue;
      }
      if (!use.isUsedSince(key, sampledAtNanos, nowNanos)) {
        batch.add(key);
        freedBytes += EntrySize.of(key, header);
      }
    }
    return batch;
  }

  private void sample(SegmentCopy copy, long nowNanos) {
    sampledAtNanos = nowNanos;
    List<Candidate> candidates = candidates(copy);
    int groups = Math.clamp(candidates.size() / GROUP, 1, VICTIMS_MAX);
    for (int group = 0; group < groups; group++) {
      int from = candidates.size() * group / groups;
      int end = candidates.size() * (group + 1) / groups;
      use.choose(room.policy(), candidates.subList(from, end), nowNanos)
          .ifPresent(victims::addLast);
    }
  }

  /** One of the primaries that have something to give up: the more, the likelier. */
  private @Nullable Leader chooseLeader() {
    long total = leaders.stream().mapToLong(this::evictable).sum();
    long pick = total == 0 ? 0 : random.nextLong(total);
    for (Leader leader : leaders) {
      pick -= evictable(leader);
      if (pick < 0) {
        return leader;
      }
    }
    return null;
  }

  private long evictable(Leader leader) {
    if (!leader.mayEvict()) {
      return 0;
    }
    SegmentCopy copy = leader.copy();
    return room.policy() == EvictionPolicy.VOLATILE_TTL ? copy.expiringCount() : copy.keyCount();
  }

  /** The entries of one run of leaves that the policy may give up. */
  private List<Candidate> candidates(SegmentCopy copy) {
    boolean onlyExpiring = room.policy() == EvictionPolicy.VOLATILE_TTL;
    int run = copy.runEnd(0);
    int from = random.nextInt(ScanOrder.LEAF_COUNT / run) * run;
    List<Candidate> candidates = new ArrayList<>();
    copy.scanLeaves(
        from,
        from + run,
        (leaf, key, header, value) -> {
          if (!header.isTombstone() && (header.expires() || !onlyExpiring)) {
            candidates.add(new Candidate(key, header));
          }
        });
    return candidates;
  }
}
