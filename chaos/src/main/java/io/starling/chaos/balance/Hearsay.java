package io.starling.chaos.balance;

import io.starling.forecast.shed.NodeView;
import io.starling.forecast.shed.ResourceVector;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What each node has heard of the others. Everybody says once a second how it is; what reaches
 * another is of an age drawn from {@link StatusAges}, never older than what it has heard already.
 * What a node itself was granted since counts on top, until the target's own word includes it.
 */
final class Hearsay {
  private static final int REMEMBERED_SECONDS = 128;

  /** How long a node that said it is busy is believed to be, at most. */
  private static final int BUSY_SECONDS = 10;

  private final StatusAges ages;
  private final RandomGenerator random;
  private final @Nullable Word[][] said;
  private final int[][] heardOfSecond;
  private final int[][] busyUntilSecond;
  private final List<TreeMap<Integer, Granted>> granted = new ArrayList<>();

  /** What a node says of itself. */
  private record Word(
      int second,
      ResourceVector load,
      double reserveFree,
      boolean accepts,
      int movesIn,
      int movesOut) {}

  private record Granted(int second, ResourceVector load) {}

  Hearsay(int nodes, StatusAges ages, RandomGenerator random) {
    this.ages = ages;
    this.random = random;
    this.said = new @Nullable Word[nodes][REMEMBERED_SECONDS];
    this.heardOfSecond = new int[nodes][nodes];
    this.busyUntilSecond = new int[nodes][nodes];
    for (int i = 0; i < nodes; i++) {
      granted.add(new TreeMap<>());
    }
  }

  void say(int second, ModelNode node) {
    said[node.id][second % REMEMBERED_SECONDS] =
        new Word(
            second,
            node.expected(),
            node.reserveBytes - node.reserveUsed,
            node.accepts,
            node.isReceiving(second) ? 1 : 0,
            node.movesOut);
  }

  /** A target has granted something to a source. */
  void granted(int source, int target, int second, ResourceVector load) {
    granted
        .get(source)
        .merge(
            target,
            new Granted(second, load),
            (old, added) -> new Granted(second, old.load().plus(added.load())));
  }

  /** A target has told a source that it is busy. */
  void busy(int source, int target, int second) {
    busyUntilSecond[source][target] = second + BUSY_SECONDS;
  }

  /** The nodes as one of them sees them. */
  List<NodeView<Integer>> seenBy(ModelNode self, List<ModelNode> nodes, int second) {
    List<NodeView<Integer>> seen = new ArrayList<>(nodes.size());
    for (ModelNode node : nodes) {
      int heard = node == self ? second : heard(self.id, node.id, second);
      Word word = said[node.id][heard % REMEMBERED_SECONDS];
      if (node.present && word != null && word.second() == heard) {
        seen.add(view(self, node, word, second));
      }
    }
    return seen;
  }

  private int heard(int self, int other, int second) {
    int oldest = Math.max(heardOfSecond[self][other], second - REMEMBERED_SECONDS + 1);
    int heard = Math.max(oldest, second - ages.draw(random));
    heardOfSecond[self][other] = heard;
    return heard;
  }

  private NodeView<Integer> view(ModelNode self, ModelNode node, Word word, int second) {
    boolean busy = second < busyUntilSecond[self.id][node.id];
    ResourceVector load = word.load();
    Granted grant = granted.get(self.id).get(node.id);
    if (grant != null && grant.second() >= word.second()) {
      load = load.plus(grant.load());
      busy = true;
    } else if (grant != null) {
      granted.get(self.id).remove(node.id);
    }
    return new NodeView<>(
        node.id,
        node.zone,
        node.capacity,
        load,
        word.reserveFree(),
        word.accepts(),
        false,
        busy ? Math.max(1, word.movesIn()) : word.movesIn(),
        word.movesOut(),
        1,
        node == self ? 0 : node.zone.equals(self.zone) ? 0.2 : 0.8);
  }
}
