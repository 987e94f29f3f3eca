package io.starling.chaos.balance;

import io.starling.gossip.status.Endpoints;
import io.starling.gossip.status.HeavySegment;
import io.starling.gossip.status.Holdings;
import io.starling.gossip.status.Leave;
import io.starling.gossip.status.LoadReport;
import io.starling.gossip.status.MovesReport;
import io.starling.gossip.status.NodeReport;
import io.starling.gossip.status.Reserve;
import io.starling.gossip.status.StatusExchange;
import io.starling.gossip.status.StatusMessage;
import io.starling.gossip.status.Utilisation;
import io.starling.storage.id.NodeId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * How old a node's word is when another acts on it, in seconds: measured by running the real {@link
 * StatusExchange} of so many nodes, each publishing and opening a round every second, until news
 * has crossed the cluster several times.
 */
final class StatusAges {
  private static final int NODES_MAX = 400;
  private static final int MESSAGE_BYTES_MAX = 64 << 10;
  private static final int WARM_UP_SECONDS = 20;
  private static final int SECONDS = 30;
  private static final long SECOND_NANOS = 1_000_000_000;
  private static final NodeReport REPORT =
      new NodeReport(
          new Endpoints("node.example", 7946, 6379, 7379, 9379, "zone"),
          Utilisation.IDLE,
          0,
          Holdings.NONE,
          Leave.STAYS,
          LoadReport.UNKNOWN,
          Reserve.NONE,
          MovesReport.NONE,
          heaviest());

  private final int[] sorted;

  /** As many as a report may have: the more bytes, the fewer reports fit into a message. */
  private static List<HeavySegment> heaviest() {
    return IntStream.range(0, NodeReport.HEAVIEST_MAX)
        .mapToObj(i -> new HeavySegment(1000 + i, true, 1, 100, 1e6f, 1_000_000))
        .toList();
  }

  private StatusAges(int[] ages) {
    Arrays.sort(ages);
    this.sorted = ages;
  }

  private record Sent(int from, int to, StatusMessage message) {}

  /** Of a cluster of so many nodes; beyond 400 the ages of 400 and what news takes longer. */
  static StatusAges measured(int nodes, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int count = Math.clamp(nodes, 2, NODES_MAX);
    List<NodeId> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(new NodeId(0, i + 1));
    }
    ArrayDeque<Sent> sent = new ArrayDeque<>();
    List<StatusExchange> exchanges = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int from = i;
      StatusExchange exchange =
          new StatusExchange(
              ids.get(i),
              1,
              MESSAGE_BYTES_MAX,
              random.split(),
              (to, message) -> sent.add(new Sent(from, (int) to.low() - 1, message)));
      exchange.members(ids);
      exchanges.add(exchange);
    }
    List<Integer> ages = new ArrayList<>();
    for (int second = 1; second <= SECONDS; second++) {
      for (StatusExchange exchange : exchanges) {
        exchange.publish(second * SECOND_NANOS, REPORT);
      }
      exchanges.forEach(StatusExchange::tick);
      for (Sent next = sent.poll(); next != null; next = sent.poll()) {
        exchanges
            .get(next.to())
            .onMessage(second * SECOND_NANOS, ids.get(next.from()), next.message());
      }
      if (second > WARM_UP_SECONDS) {
        collect(exchanges, second, ages);
      }
    }
    int later = roundsOf(nodes) - roundsOf(count);
    return new StatusAges(ages.stream().mapToInt(age -> age + later).toArray());
  }

  /** A node publishes once a second, so the number of a version is the second it was said in. */
  private static void collect(List<StatusExchange> exchanges, int second, List<Integer> ages) {
    for (StatusExchange exchange : exchanges) {
      exchange.statuses().forEach(status -> ages.add(second - (int) status.stamp().version()));
    }
  }

  /** News doubles its hearers each round at least. */
  private static int roundsOf(int nodes) {
    return 32 - Integer.numberOfLeadingZeros(Math.max(1, nodes - 1));
  }

  int draw(RandomGenerator random) {
    return sorted[random.nextInt(sorted.length)];
  }

  int median() {
    return sorted[sorted.length / 2];
  }

  int ninetyNinth() {
    return sorted[(int) (sorted.length * 0.99)];
  }
}
