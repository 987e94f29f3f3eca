package io.starling.chaos.growth;

import io.starling.chaos.process.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Looks at a newcomer until it has its share and nothing more has come for a while, or nothing at
 * all for a long while. When something came is known to an interval between two looks, and to how
 * often servers count.
 */
final class Watch {
  private static final Duration INTERVAL = Duration.ofMillis(50);
  private static final Duration CALM = Duration.ofSeconds(4);
  private static final Duration STANDSTILL = Duration.ofSeconds(30);
  private static final Duration JOIN_MAX = Duration.ofMinutes(2);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Part of a newcomer's share with which it may have all that it gets. */
  private static final double NEARLY_ALL = 0.9;

  private final List<ServerProcess> servers;
  private final Supplier<Look> newcomer;
  private final long share;
  private final List<Moment> moments = new ArrayList<>();

  /**
   * What was seen, with moments of {@link System#nanoTime}.
   *
   * @param joinNanos when the newcomer was one of the cluster
   * @param endNanos when the last change was seen
   */
  record Seen(Growth growth, long joinNanos, long endNanos) {}

  private record Moment(long nanos, Look look, long cpuMillis) {}

  /**
   * @param servers whose processor time counts, the newcomer among them
   * @param share copies of entries that the newcomer would have if all were even
   */
  Watch(List<ServerProcess> servers, Supplier<Look> newcomer, long share) {
    this.servers = servers;
    this.newcomer = newcomer;
    this.share = share;
  }

  /**
   * Looks until the growth is over; what has not come after some minutes does not count.
   *
   * @throws IOException if nothing came at all
   */
  Seen untilCalm() throws IOException, InterruptedException {
    Moment joined = await(JOIN_MAX);
    Moment change = joined;
    Moment now = joined;
    while (!isOver(now, change, joined)) {
      Thread.sleep(INTERVAL);
      Moment before = now;
      now = moment();
      moments.add(now);
      if (now.look().differsFrom(before.look())) {
        change = now;
      }
    }
    return new Seen(growth(joined, change), joined.nanos(), change.nanos());
  }

  private Moment await(Duration limit) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Moment now = moment();
    while (!now.look().joined()) {
      if (now.nanos() - begin > limit.toNanos()) {
        throw new IOException("the newcomer has not joined after " + limit);
      }
      Thread.sleep(INTERVAL);
      now = moment();
    }
    moments.add(now);
    return now;
  }

  private boolean isOver(Moment now, Moment change, Moment joined) {
    Duration limit = now.look().copies() >= share * NEARLY_ALL ? CALM : STANDSTILL;
    boolean calm = now.look().calm() && now.nanos() - change.nanos() > limit.toNanos();
    return calm || now.nanos() - joined.nanos() > PATIENCE.toNanos();
  }

  private Growth growth(Moment joined, Moment end) throws IOException {
    long copies = end.look().copies();
    if (copies == 0) {
      throw new IOException("nothing came to the newcomer");
    }
    return new Growth(
        (double) copies,
        seconds(joined, end),
        seconds(lastWithout(joined), end),
        (end.cpuMillis() - joined.cpuMillis()) * 1e3 / copies);
  }

  /** The last moment before the first copy was seen. */
  private Moment lastWithout(Moment joined) {
    return moments.stream()
        .takeWhile(moment -> moment.look().copies() == 0)
        .reduce(joined, (earlier, later) -> later);
  }

  private static double seconds(Moment begin, Moment end) {
    return (end.nanos() - begin.nanos()) / 1e9;
  }

  private Moment moment() throws IOException {
    Look look = newcomer.get();
    long cpuMillis = 0;
    for (ServerProcess server : servers) {
      cpuMillis += server.usage().cpuMillis();
    }
    return new Moment(System.nanoTime(), look, cpuMillis);
  }
}
