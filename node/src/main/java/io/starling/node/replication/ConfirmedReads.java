package io.starling.node.replication;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.node.command.Command;
import io.starling.node.command.CommandFlag;
import io.starling.node.command.CommandTable;
import io.starling.node.command.Reply;
import io.starling.node.replication.ReplicaMessage.VersionsTold;
import io.starling.node.replication.ReplicaMessage.VersionsTold.Word;
import io.starling.node.replication.ReplicaMessage.VersionsWanted;
import io.starling.node.replication.ReplicaMessage.VersionsWanted.Question;
import io.starling.node.routing.SegmentRequest;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.id.NodeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Linearizable reads that a holder of a copy answers itself, on its primary's word (ARCHITECTURE.md
 * 3.5). It asks which versions the keys have, and answers if its own are the same.
 *
 * <p>Why that is right: the primary tells all versions of a read as they are at one moment, under
 * its leases, and says so once they are committed; that moment is later than the read began. No two
 * entries share a version, so equal versions are equal entries, and the command sees what it would
 * have seen at the primary at that moment, the wall clock included. It does not matter how this
 * copy came by them, nor what else it lacks. What is deleted, flushed or was never there is one and
 * the same: no version.
 *
 * <p>A read that cannot be answered so is given back, and goes to the primary: if another version
 * is held here, if the primary refuses, if it says nothing in time, or if the epoch ends.
 *
 * <p>Bounds: {@link #READS_MAX} reads wait, others are refused at once. What is asked in one turn
 * of the loop goes in one message, up to {@link VersionsWanted#READS_MAX} reads or {@link
 * #MESSAGE_BYTES_MAX}.
 */
final class ConfirmedReads {
  /** Reads of one segment that wait for the primary's word. */
  private static final int READS_MAX = 1_024;

  /** Bytes of keys in one message, but for a single read of more. */
  private static final int MESSAGE_BYTES_MAX = 64 << 10;

  private final Replica replica;
  private final ReplicaContext context;
  private final NodeId primary;

  /** In the order in which they were asked, so that the first is the first to be late. */
  private final Map<Long, Waiting> waiting = new LinkedHashMap<>();

  private List<Question> unsent = new ArrayList<>();

  /** A read that waits for the primary's word. */
  private record Waiting(
      SegmentRequest request, List<Key> keys, ReadReceiver receiver, long lateAtNanos) {}

  ConfirmedReads(Replica replica, ReplicaContext context) {
    this.replica = replica;
    this.context = context;
    this.primary = replica.configuration().primary();
  }

  /**
   * Takes a read; it is asked about at the end of the loop's turn.
   *
   * @return false if it cannot be answered here; the receiver then hears nothing
   */
  boolean take(SegmentRequest request, ReadReceiver receiver) {
    Command command = CommandTable.forSegment(request.arguments());
    if (waiting.size() >= READS_MAX
        || command == null
        || !command.is(CommandFlag.READONLY)
        || !command.accepts(request.arguments().size())) {
      return false;
    }
    List<Key> keys =
        command.keys().keysOf(request.arguments()).stream().map(Key::of).distinct().toList();
    if (keys.isEmpty()
        || keys.size() > Question.KEYS_MAX
        || keys.stream().anyMatch(key -> key.length() > Key.LENGTH_MAX)) {
      return false;
    }
    long id = context.nextId();
    long late = context.nanos() + context.settings().ramp().answerMax().toNanos();
    waiting.put(id, new Waiting(request, keys, receiver, late));
    if (unsent.isEmpty()) {
      context.asksAtEndOfTurn(this);
    }
    unsent.add(new Question(id, keys));
    return true;
  }

  /** Asks the primary about all that was taken in this turn. */
  void ask() {
    List<Question> all = unsent;
    unsent = new ArrayList<>();
    List<Question> together = new ArrayList<>();
    long bytes = 0;
    for (Question each : all) {
      if (together.size() == VersionsWanted.READS_MAX || bytes > MESSAGE_BYTES_MAX) {
        send(together);
        together = new ArrayList<>();
        bytes = 0;
      }
      together.add(each);
      for (Key key : each.keys()) {
        bytes += key.length();
      }
    }
    if (!together.isEmpty()) {
      send(together);
    }
  }

  private void send(List<Question> questions) {
    long epoch = replica.configuration().epoch();
    context.output().send(primary, new VersionsWanted(replica.segment(), epoch, questions));
  }

  /** The primary has given its word. */
  void told(VersionsTold answer) {
    for (Word word : answer.words()) {
      Waiting read = waiting.remove(word.id());
      if (read != null) {
        answerIfEqual(read, word.versions(), answer.wallMillis());
      }
    }
  }

  private void answerIfEqual(Waiting read, List<Version> versions, long wallMillis) {
    SegmentCopy copy = replica.copy();
    Optional<Reply> reply =
        copy == null
            ? Optional.empty()
            : replica
                .repair()
                .soundly(() -> evaluateIfEqual(copy, read, versions, wallMillis))
                .flatMap(answer -> answer);
    if (reply.isPresent()) {
      replica.demand().served(read.request.arguments(), reply.get(), false);
      read.receiver.receive(reply.get());
    } else {
      read.receiver.notConfirmed();
    }
  }

  private static Optional<Reply> evaluateIfEqual(
      SegmentCopy copy, Waiting read, List<Version> versions, long wallMillis) {
    if (versions.size() != read.keys.size()) {
      return Optional.empty();
    }
    for (int i = 0; i < versions.size(); i++) {
      EntryHeader header = copy.header(read.keys.get(i));
      if (!versionSeen(header, wallMillis).equals(versions.get(i))) {
        return Optional.empty();
      }
    }
    CommandView view = new CommandView(copy, wallMillis, /* mayWrite= */ false);
    Reply reply = CommandTable.evaluate(view, read.request.arguments());
    boolean sawMore = view.sawWhole() || !read.keys.containsAll(view.touched());
    return sawMore ? Optional.empty() : Optional.of(reply);
  }

  /** The version of what a client sees; {@link Version#ZERO} if that is nothing. */
  static Version versionSeen(@Nullable EntryHeader header, long wall) {
    return header != null && header.isVisibleAt(wall) ? header.version() : Version.ZERO;
  }

  /** Gives back what the primary has said nothing about for too long. */
  void tick() {
    while (!waiting.isEmpty()) {
      Map.Entry<Long, Waiting> oldest = waiting.entrySet().iterator().next();
      if (context.nanos() - oldest.getValue().lateAtNanos < 0) {
        return;
      }
      waiting.remove(oldest.getKey());
      oldest.getValue().receiver.notConfirmed();
    }
  }

  /** The epoch is over. */
  void end() {
    List<Waiting> all = List.copyOf(waiting.values());
    waiting.clear();
    unsent.clear();
    all.forEach(read -> read.receiver.notConfirmed());
  }
}
