package io.starling.node.client.keys;

import io.starling.node.command.Command;
import io.starling.node.command.CommandErrors;
import io.starling.node.command.ErrorCode;
import io.starling.node.command.Reply;
import io.starling.node.routing.Levels;
import io.starling.node.routing.SegmentRequest;
import io.starling.node.routing.SegmentRouter;
import io.starling.node.routing.SegmentRouter.ReplyReceiver;
import io.starling.storage.id.SegmentLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Commands about all keys: a series of internal requests to the segments that the port covers. */
public final class WholeKeyspace {
  private static final byte[] COUNT = ascii("segment.count");
  private static final byte[] FLUSH = ascii("segment.flush");

  private final SegmentRouter router;
  private final SegmentLayout layout;
  private final KeyRouting routing;
  private final RandomGenerator random;

  /**
   * The keyspace as one port shows it.
   *
   * @param random for RANDOMKEY; used in several threads
   */
  public WholeKeyspace(
      SegmentRouter router, SegmentLayout layout, KeyRouting routing, RandomGenerator random) {
    this.router = router;
    this.layout = layout;
    this.routing = routing;
    this.random = random;
  }

  /** Answers a command that is evaluated by every segment. */
  public void submit(Command command, List<byte[]> arguments, Levels levels, ReplyReceiver reply) {
    switch (command.name()) {
      case "scan" -> scan(arguments, levels, reply);
      case "keys" ->
          new KeysSearch(router, coveredSegments(), levels, reply).start(arguments.get(1));
      case "randomkey" ->
          new RandomKeySearch(router, coveredSegments(), levels, reply).start(random);
      case "dbsize" -> count(levels, reply);
      case "flushall", "flushdb" -> flush(arguments, levels, reply);
      default -> reply.receive(CommandErrors.unknownCommand(arguments));
    }
  }

  /** Number of keys in a slot; the slot exists. */
  public void countInSlot(int slot, Levels levels, ReplyReceiver reply) {
    new SlotSearch(router, layout.segmentOfSlot(slot), slot, levels).count(reply);
  }

  /** At most {@code keyCountMax} keys of a slot; the slot exists. */
  public void keysInSlot(int slot, long keyCountMax, Levels levels, ReplyReceiver reply) {
    new SlotSearch(router, layout.segmentOfSlot(slot), slot, levels).keys(keyCountMax, reply);
  }

  private void scan(List<byte[]> arguments, Levels levels, ReplyReceiver reply) {
    ScanCursor.parse(arguments.get(1))
        .ifPresentOrElse(
            cursor ->
                new ScanStep(router, coveredSegments(), arguments, levels).from(cursor, reply),
            () -> reply.receive(Reply.failure(ErrorCode.ERR, "invalid cursor")));
  }

  private void count(Levels levels, ReplyReceiver reply) {
    sweep(
        COUNT,
        levels,
        (failures, sum) ->
            reply.receive(failures.any() ? failures.merged(false) : Reply.number(sum)));
  }

  private void flush(List<byte[]> arguments, Levels levels, ReplyReceiver reply) {
    if (arguments.size() > 2 || (arguments.size() == 2 && !isFlushMode(arguments.get(1)))) {
      reply.receive(Reply.failure(ErrorCode.ERR, "syntax error"));
      return;
    }
    sweep(
        FLUSH,
        levels,
        (failures, sum) -> reply.receive(failures.any() ? failures.merged(true) : Reply.OK));
  }

  /** A flush is one small write for each segment, so ASYNC and SYNC are the same. */
  private static boolean isFlushMode(byte[] argument) {
    String mode = new String(argument, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
    return mode.equals("async") || mode.equals("sync");
  }

  private void sweep(byte[] name, Levels levels, SegmentSweep.Outcome outcome) {
    new SegmentSweep(
            router, coveredSegments(), new SegmentRequest(0, List.of(name), levels), outcome)
        .start();
  }

  private int[] coveredSegments() {
    return IntStream.range(0, layout.segmentCount()).filter(routing::covers).toArray();
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
