package io.starling.node.replication;

import io.starling.node.command.Reply;
import io.starling.node.replication.ReplicaMessage.VersionsTold;
import io.starling.node.replication.ReplicaMessage.VersionsTold.Word;
import io.starling.node.replication.ReplicaMessage.VersionsWanted;
import io.starling.node.replication.ReplicaMessage.VersionsWanted.Question;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.id.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A primary's word on the versions of its keys, for those who answer reads from their own copies:
 * the other side of {@link ConfirmedReads}.
 *
 * <p>It is given under the same conditions as an answer to a read, and waits as one does for what
 * is pending on the keys. When that is committed the versions are looked up anew: the asker has
 * been sent whatever was written meanwhile, and what is older it holds no more. A key that is
 * written without a pause is refused after a few rounds. So is one that has expired, since that
 * needs a tombstone first, and a damaged one.
 */
final class Confirmations {
  /** Questions of a segment that may wait for commits; others are refused. */
  private static final int WAITING_MAX = 1_024;

  private static final int ROUNDS_MAX = 4;

  private final Replica replica;
  private final ReplicaContext context;
  private final PendingWrites pending;
  private final BooleanSupplier serves;
  private int waiting;
  private long asked;
  private long refused;

  /**
   * @param serves whether this primary would evaluate a command now
   */
  Confirmations(
      Replica replica, ReplicaContext context, PendingWrites pending, BooleanSupplier serves) {
    this.replica = replica;
    this.context = context;
    this.pending = pending;
    this.serves = serves;
  }

  /** Answers what can be answered at once, all together, and the rest when it can be. */
  void wanted(NodeId from, VersionsWanted message) {
    asked += message.questions().size();
    List<Word> words = new ArrayList<>(message.questions().size());
    for (Question question : message.questions()) {
      Word word = answerOrAwait(from, question, 1);
      if (word != null) {
        words.add(word);
      }
    }
    if (!words.isEmpty()) {
      tell(from, words);
    }
  }

  /** The answer of a node that is not the primary, or does not serve. */
  static void refuseAll(
      Replica replica, ReplicaContext context, NodeId from, VersionsWanted message) {
    List<Word> words =
        message.questions().stream().map(question -> Word.refusal(question.id())).toList();
    context
        .output()
        .send(from, new VersionsTold(message.segment(), replica.configuration().epoch(), 0, words));
  }

  private @Nullable Word answerOrAwait(NodeId from, Question question, int round) {
    if (!serves.getAsBoolean()) {
      return refusal(question);
    }
    PendingWrite uncommitted = uncommitted(question.keys());
    if (uncommitted != null) {
      if (round == ROUNDS_MAX || waiting == WAITING_MAX) {
        return refusal(question);
      }
      waiting++;
      Waiter waiter = new Waiter(Reply.OK, false, reply -> committed(from, question, round, reply));
      uncommitted.awaitCommit(waiter);
      return null;
    }
    return replica
        .repair()
        .soundly(() -> versions(question.keys()))
        .flatMap(versions -> versions)
        .map(versions -> new Word(question.id(), versions))
        .orElseGet(() -> refusal(question));
  }

  private void committed(NodeId from, Question question, int round, Reply outcome) {
    waiting--;
    Word word =
        outcome instanceof Reply.Failure
            ? refusal(question)
            : answerOrAwait(from, question, round + 1);
    if (word != null) {
      tell(from, List.of(word));
    }
  }

  private Word refusal(Question question) {
    refused++;
    return Word.refusal(question.id());
  }

  private @Nullable PendingWrite uncommitted(List<Key> keys) {
    for (Key key : keys) {
      PendingWrite write = pending.uncommitted(key);
      if (write != null) {
        return write;
      }
    }
    return null;
  }

  /** The versions that clients see now; none if a key has expired and there is no tombstone yet. */
  private Optional<List<Version>> versions(List<Key> keys) {
    long wallMillis = context.now().wallMillis();
    CommandView view = new CommandView(replica.ownCopy(), wallMillis, /* mayWrite= */ true);
    List<Version> versions = new ArrayList<>(keys.size());
    for (Key key : keys) {
      EntryHeader header = view.header(key);
      versions.add(ConfirmedReads.versionSeen(header, wallMillis));
    }
    if (view.hasChanges()) {
      return Optional.empty();
    }
    context.eviction().used(view, context.nanos());
    return Optional.of(versions);
  }

  private void tell(NodeId from, List<Word> words) {
    context
        .output()
        .send(
            from,
            new VersionsTold(
                replica.segment(),
                replica.configuration().epoch(),
                context.now().wallMillis(),
                words));
  }

  /** Reads that others have asked about so far. */
  long asked() {
    return asked;
  }

  /** Those of them that were refused: no fault of who asked. */
  long refused() {
    return refused;
  }
}
