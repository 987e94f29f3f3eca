package io.starling.node.process;

import io.starling.node.admin.AdminAction;
import io.starling.node.admin.AdminAction.Outcome.Done;
import io.starling.node.admin.AdminAction.Outcome.Refused;
import io.starling.node.cluster.KnownConfigurations;
import io.starling.node.loop.NodeLoop;
import io.starling.node.loop.NodeLoops;
import io.starling.storage.id.NodeId;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * {@code accept-loss}: an operator says that a node never returns. Segments of which no majority of
 * sound copies is left then open without it; what only that node held is lost.
 */
final class AcceptLoss implements AdminAction {
  private static final int PREFIX_LENGTH_MIN = 8;

  private final NodeLoops loops;
  private final KnownConfigurations configurations;
  private final Supplier<List<NodeId>> present;

  /**
   * @param present the nodes that are there now
   */
  AcceptLoss(NodeLoops loops, KnownConfigurations configurations, Supplier<List<NodeId>> present) {
    this.loops = loops;
    this.configurations = configurations;
    this.present = present;
  }

  @Override
  public Outcome perform(Map<String, String> parameters) {
    String named = parameters.getOrDefault("node", "");
    String segment = parameters.getOrDefault("segment", "all");
    if (named.length() < PREFIX_LENGTH_MIN || !segment.matches("all|\\d{1,5}")) {
      return new Refused("say which: {\"node\": ID, \"segment\": NUMBER or \"all\"}");
    }
    if (!segment.equals("all") && Integer.parseInt(segment) >= configurations.segmentCount()) {
      return new Refused(
          "there is no segment %s: the last one is %d"
              .formatted(segment, configurations.segmentCount() - 1));
    }
    List<NodeId> found =
        configurations.members().values().stream()
            .flatMap(List::stream)
            .distinct()
            .filter(id -> id.toHex().startsWith(named))
            .toList();
    if (found.size() != 1) {
      return new Refused(found.size() + " members of segments are called " + named);
    }
    if (present.get().contains(found.get(0))) {
      return new Refused("node " + named + " is here: stop it first, or let it serve");
    }
    return accept(found.get(0), segment);
  }

  private Outcome accept(NodeId node, String segment) {
    OptionalInt only =
        segment.equals("all") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(segment));
    for (NodeLoop loop : loops.all()) {
      loop.run(() -> loop.acceptLoss(node, only));
    }
    return new Done("the loss of node " + node.toHex() + " is accepted, segments: " + segment);
  }
}
