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
  /** A batch that is synchronised is collected in memory until all of it has come. */
  private static final long BATCH_BYTES_MAX = 12L << 20;

  /** The answer to a command that could be carried out but for damage in the own copy. */
  static final Reply DAMAGED =
      Reply.failure(
          ErrorCode.ERR, "an entry is damaged on disk and no other member can take over just now");

  /** What became of a command. */
  enum Outcome {
    /** It was carried out: the receiver is given the one reply, now or later. */
    TAKEN,
    /** It would change what it saw of a flush that is not committed yet. Nothing has happened. */
    RESTS_ON_A_FLUSH,
    /** The own copy was found damaged. Nothing has happened. */
    DAMAGED
  }

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
    return refusalForWantOfRoom(request);
  }

  /** What only removes needs no memory; every write needs some room on disk. */
  private @Nullable Reply refusalForWantOfRoom(SegmentRequest request) {
    boolean needsMemory = Evaluator.isDeniedWhenFull(request);
    int spare = request.levels().write() == WriteLevel.ALL ? 0 : recipients.spareMembers();
    int disksFull = recipients.membersShortOf(Shortage.DISK);
    if (disksFull > spare) {
      return Reply.failure(ErrorCode.DISKFULL, "too many members have no room on disk");
    }
    if (needsMemory && disksFull + recipients.membersShortOf(Shortage.MEMORY) > spare) {
      return Reply.failure(ErrorCode.OOM, "too many members use all of their 'maxmemory'");
    }
    return needsMemory ? context.eviction().refusal(context.nanos()) : null;
  }

  /** Carries a command out. */
  Outcome carryOut(SegmentRequest request, ReplyReceiver receiver) {
    boolean mayWrite = Evaluator.isWrite(request);
    CommandView view =
        new CommandView(replica.ownCopy(), context.now().wallMillis(), mayRemoveExpired(mayWrite));
    Optional<Reply> reply = replica.repair().soundly(() -> evaluate(view, request));
    if (reply.isEmpty()) {
      return Outcome.DAMAGED;
    }
    if (restsOnAFlush(view)) {
      return Outcome.RESTS_ON_A_FLUSH;
    }
    replica.demand().served(request.arguments(), reply.get(), mayWrite);
    context.eviction().used(view, context.nanos());
    if (view.changedBytes() > BATCH_BYTES_MAX) {
      receiver.receive(tooLarge(view));
    } else {
      boolean wrote = mayWrite && view.hasChanges();
      Waiter waiter = new Waiter(reply.get(), wrote, receiver);
      awaitTouched(view, waiter);
      if (view.hasChanges()) {
        write(view, request, waiter);
      }
      waiter.answerIfDone();
    }
    return Outcome.TAKEN;
  }

  /**
   * Reads go on although no majority has room on disk. What has expired is then only hidden; its
   * removal waits.
   */
  private boolean mayRemoveExpired(boolean mayWrite) {
    return mayWrite || !recipients.tooManyDisksFull();
  }

  /**
   * What was worked out from a flush that is not committed yet must not survive without it. The
   * flush cannot be taken along, so the command is evaluated when it is committed.
   */
  private boolean restsOnAFlush(CommandView view) {
    return view.hasChanges()
        && pending.hasUncommitted()
        && view.touched().stream()
            .map(pending::uncommitted)
            .anyMatch(write -> write != null && write.write() instanceof Write.Floor);
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

  private void write(CommandView view, SegmentRequest request, Waiter waiter) {
    try {
      PendingWrite added = stream.send(view.toWrite(stream.nextVersion()), view.changedBytes());
      replica.demand().written(view.changedBytes(), recipients.all().size());
      switch (request.levels().write()) {
        case ONE -> {}
        case QUORUM -> added.awaitCommit(waiter);
        case ALL -> added.awaitAll(waiter);
      }
      stream.slowDown(added, waiter);
      stream.settle(added);
    } catch (StoreFullException full) {
      answerFull(ErrorCode.DISKFULL, full, request, waiter);
    } catch (OutcomeUnknownException unknown) {
      answerFull(ErrorCode.UNKNOWN, unknown, request, waiter);
    } catch (DamagedEntryException damaged) {
      replica.repair().found(damaged.key());
      waiter.answerInstead(DAMAGED);
    } catch (StoreFailedException failed) {
      // The journal holds the write, so that it may be back after a restart.
      replica.repair().storeFailed(failed);
      waiter.answerInstead(
          Reply.failure(ErrorCode.UNKNOWN, "the store failed: " + failed.getMessage()));
    }
  }

  /** All that a read had to write was the removal of what has expired, and that can wait. */
  private static void answerFull(
      ErrorCode code, RuntimeException full, SegmentRequest request, Waiter waiter) {
    if (Evaluator.isWrite(request)) {
      waiter.answerInstead(Reply.failure(code, "no room: " + full.getMessage()));
    }
  }
}
