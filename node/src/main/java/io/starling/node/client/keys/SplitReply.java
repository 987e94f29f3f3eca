package io.starling.node.client.keys;

import io.starling.node.command.Command;
import io.starling.node.command.CommandFlag;
import io.starling.node.command.Evaluation.Split;
import io.starling.node.command.KeyRange;
import io.starling.node.command.Reply;
import io.starling.node.routing.Levels;
import io.starling.node.routing.SegmentRequest;
import io.starling.node.routing.SegmentRouter;
import io.starling.node.routing.SegmentRouter.ReplyReceiver;
import io.starling.storage.id.SegmentLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * One command cut into a part for each segment, and one reply made of the replies to the parts. The
 * number of parts is bounded by that of the segments, and of the keys.
 */
final class SplitReply {
  private final Command command;
  private final Split split;
  private final ReplyReceiver whole;
  private final PartFailures failures = new PartFailures();
  private Reply[] inOrder = {};
  private long sum;
  private int outstanding;

  SplitReply(Command command, Split split, ReplyReceiver whole) {
    this.command = command;
    this.split = split;
    this.whole = whole;
  }

  /** The parts, in the order of their segments; each must be sent once. */
  Collection<Part> plan(List<byte[]> arguments, SegmentLayout layout) {
    KeyRange keys = command.keys();
    TreeMap<Integer, Part> parts = new TreeMap<>();
    int keyCount = 0;
    for (int i = keys.first(); i <= keys.lastIndex(arguments.size()); i += keys.step()) {
      int segment = layout.segmentOfKey(arguments.get(i));
      Part part = parts.computeIfAbsent(segment, at -> new Part(at, arguments.get(0)));
      part.arguments.addAll(arguments.subList(i, i + keys.step()));
      part.positions.add(keyCount++);
    }
    inOrder = new Reply[split == Split.IN_ORDER ? keyCount : 0];
    outstanding = parts.size();
    return parts.values();
  }

  private void receive(Part part, Reply reply) {
    if (reply instanceof Reply.Failure failure) {
      failures.add(failure);
    } else {
      failures.addSuccess();
      accept(part, reply);
    }
    if (--outstanding == 0) {
      whole.receive(merged());
    }
  }

  private void accept(Part part, Reply reply) {
    switch (split) {
      case SUM -> sum += ((Reply.Number) reply).value();
      case IN_ORDER -> {
        List<Reply> items = ((Reply.Array) reply).items();
        for (int i = 0; i < items.size(); i++) {
          inOrder[part.positions.get(i)] = items.get(i);
        }
      }
      case ALL_OK, REFUSED -> {}
    }
  }

  private Reply merged() {
    if (failures.any()) {
      return failures.merged(command.is(CommandFlag.WRITE));
    }
    return switch (split) {
      case SUM -> Reply.number(sum);
      case IN_ORDER -> new Reply.Array(Arrays.asList(inOrder));
      case ALL_OK, REFUSED -> Reply.OK;
    };
  }

  /** What one segment is asked. */
  final class Part implements ReplyReceiver {
    private final int segment;
    private final List<byte[]> arguments = new ArrayList<>();
    private final List<Integer> positions = new ArrayList<>();

    private Part(int segment, byte[] name) {
      this.segment = segment;
      arguments.add(name);
    }

    void send(SegmentRouter router, Levels levels) {
      router.submit(new SegmentRequest(segment, arguments, levels), this);
    }

    @Override
    public void receive(Reply reply) {
      SplitReply.this.receive(this, reply);
    }
  }
}
