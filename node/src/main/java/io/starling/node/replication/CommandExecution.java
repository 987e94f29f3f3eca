package io.starling.node.replication;

import io.starling.antientropy.copy.OutcomeUnknownException;
import io.starling.node.command.CommandTable;
import io.starling.node.command.ErrorCode;
import io.starling.node.command.Reply;
import io.starling.node.routing.Levels.WriteLevel;
import io.starling.node.routing.SegmentRequest;
import io.starling.node.routing.SegmentRouter.ReplyReceiver;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Write;
import io.starling.storage.segment.DamagedEntryException;
import io.starling.storage.segment.StoreFailedException;
import io.starling.storage.segment.StoreFullException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a serving primary carries out a command (ARCHITECTURE.md 3.4): it evaluates it on its own
 * copy, makes what it changes one write, and holds the reply back until every entry that the
 * command read or wrote is committed.
 */
final class CommandExecution {
  /** A batch travels in one frame when it is synchronised. */
  private static final long BATCH_BYTES_MAX = 12L << 20;

  /** The answer to a command that could be carried out but for damage in the own copy. */
  static final Reply DAMAGED =
      Reply.failure(
          ErrorCode.ERR, "an entry is damaged on disk and no other member can take over just now");

  private final Replica replica;
  private final ReplicaContext context;
  private final Recipients recipients;
  private final PendingWrites pending;
  private final WriteStream stream;

  CommandExecution(
      Replica replica,
      ReplicaContext context,
      Recipients recipients,
      PendingWrites pending,
      WriteStream stream) {
    this.replica = replica;
    this.context = context;
    this.recipients = recipients;
    this.pending = pending;
    this.stream = stream;
  }

  /** Refuses what could not be carried out, for certain; null if it can. */
  @Nullable Reply denial(SegmentRequest request) {
    if (!Evaluator.isWrite(request)) {
      return null;
    }
    ReplicaSettings settings = context.settings();
    if (pending.size() >= settings.pendingWritesMax()
        || pending.bytes() >= settings.pendingBytesMax()) {
      return Reply.failure(ErrorCode.BUSY, "too many writes of this segment wait for a majority");
    }
    if (request.levels().write() == WriteLevel.ALL && !recipients.allMembersInSync()) {
      return Reply.failure(
          ErrorCode.NOREPLICAS, "level all needs every member in sync, and one is not");
    }
    if (recipients.tooManyFull()) {
      return Reply.failure(ErrorCode.DISKFULL, "a majority of the members has no room on disk");
    }
    return Evaluator.isDeniedWhenFull(request) ? context.eviction().refusal(context.nanos()) : null;
  }

  /**
   * Carries a command out. The receiver is given the one reply, now or later.
   *
   * @return false if the own copy was found damaged: then nothing has happened and nothing was said
   */
  boolean carryOut(SegmentRequest request, ReplyReceiver receiver) {
    CommandView view = new CommandView(replica.ownCopy(), context.now().wallMillis(), true);
    Optional<Reply> reply = replica.repair().soundly(() -> evaluate(view, request));
    if (reply.isEmpty()) {
      return false;
    }
    context.eviction().used(view, context.nanos());
    if (view.changedBytes() > BATCH_BYTES_MAX) {
      receiver.receive(tooLarge(view));
    } else {
      Waiter waiter = new Waiter(reply.get(), view.hasChanges(), receiver);
      awaitTouched(view, waiter);
      if (view.hasChanges()) {
        write(view, request.levels().write(), waiter);
      }
      waiter.answerIfDone();
    }
    return true;
  }

  private Reply evaluate(CommandView view, SegmentRequest request) {
    Reply reply = CommandTable.evaluate(view, request.arguments());
    if (view.changedBytes() <= BATCH_BYTES_MAX) {
      carryBatches(view);
    }
    return reply;
  }

  private static Reply tooLarge(CommandView view) {
    return view.carriesMore()
        ? Reply.failure(ErrorCode.TRYAGAIN, "it rests on a large batch that is not committed yet")
        : Reply.failure(ErrorCode.ERR, "a batch may set " + BATCH_BYTES_MAX + " bytes at most");
  }

  /**
   * What was worked out from one key of a batch that is not committed yet must not survive without
   * the rest of the batch. So it takes the rest along and is itself a batch.
   */
  private void carryBatches(CommandView view) {
    if (!view.hasChanges() || !pending.hasUncommitted()) {
      return;
    }
    for (Key key : view.touched()) {
      PendingWrite write = pending.uncommitted(key);
      if (write != null && write.write() instanceof Write.Put put && put.entries().size() > 1) {
        put.entries().forEach(each -> view.carry(each.key()));
      }
    }
  }

  private void awaitTouched(CommandView view, Waiter waiter) {
    if (!pending.hasUncommitted()) {
      return;
    }
    if (view.sawWhole()) {
      pending.awaitAllUncommitted(waiter);
      return;
    }
    for (Key key : view.touched()) {
      PendingWrite write = pending.uncommitted(key);
      if (write != null) {
        write.awaitCommit(waiter);
      }
    }
  }

  private void write(CommandView view, WriteLevel level, Waiter waiter) {
    try {
      PendingWrite added = stream.send(view.toWrite(stream.nextVersion()), view.changedBytes());
      switch (level) {
        case ONE -> {}
        case QUORUM -> added.awaitCommit(waiter);
        case ALL -> added.awaitAll(waiter);
      }
      stream.settle(added);
    } catch (StoreFullException full) {
      waiter.answerInstead(Reply.failure(ErrorCode.DISKFULL, "no room: " + full.getMessage()));
    } catch (DamagedEntryException damaged) {
      replica.repair().found(damaged.key());
      waiter.answerInstead(DAMAGED);
    } catch (OutcomeUnknownException unknown) {
      waiter.answerInstead(Reply.failure(ErrorCode.UNKNOWN, "no room: " + unknown.getMessage()));
    } catch (StoreFailedException failed) {
      // The journal holds the write, so that it may be back after a restart.
      replica.repair().storeFailed(failed);
      waiter.answerInstead(
          Reply.failure(ErrorCode.UNKNOWN, "the store failed: " + failed.getMessage()));
    }
  }
}
