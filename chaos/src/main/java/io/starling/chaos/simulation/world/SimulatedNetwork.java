package io.starling.chaos.simulation.world;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Directed links between machines. A healthy link delivers in order after a short delay; a sick one
 * loses, repeats, delays or reorders messages; a cut one delivers nothing.
 */
public final class SimulatedNetwork {
  private static final long IN_ORDER_GAP_NANOS = 1_000;

  private final EventQueue queue;
  private final RandomGenerator random;
  private final LinkQuality[][] quality;
  private final boolean[][] cut;
  private final long[][] lastArrivalNanos;

  public SimulatedNetwork(EventQueue queue, RandomGenerator random, int machines) {
    this.queue = queue;
    this.random = random;
    this.quality = new LinkQuality[machines][machines];
    this.cut = new boolean[machines][machines];
    this.lastArrivalNanos = new long[machines][machines];
    for (LinkQuality[] row : quality) {
      Arrays.fill(row, LinkQuality.HEALTHY);
    }
  }

  /** What happens at the far end of a link. */
  @FunctionalInterface
  public interface Arrival {
    /**
     * A message arrives.
     *
     * @param inOrder whether after all that was sent before it and arrives at all
     */
    void arrive(boolean inOrder);
  }

  /** Takes a message over a link; it arrives never, once or twice. */
  public void carry(int from, int to, Arrival arrival) {
    LinkQuality link = quality[from][to];
    if (link.loses(random)) {
      return;
    }
    arriveOnce(from, to, link, arrival);
    if (link.repeats(random)) {
      arriveOnce(from, to, link, arrival);
    }
  }

  private void arriveOnce(int from, int to, LinkQuality link, Arrival arrival) {
    long at = queue.nowNanos() + link.delayNanos(random);
    boolean inOrder = !link.reorders(random);
    if (inOrder) {
      at = Math.max(at, lastArrivalNanos[from][to] + IN_ORDER_GAP_NANOS);
      lastArrivalNanos[from][to] = at;
    }
    queue.after(
        at - queue.nowNanos(),
        () -> {
          if (!cut[from][to]) {
            arrival.arrive(inOrder);
          }
        });
  }

  /** Makes a link deliver nothing, or again: what is on the way arrives if it is whole by then. */
  public void setCut(int from, int to, boolean isCut) {
    cut[from][to] = isCut;
  }

  /** From now on a link is like this. */
  public void setQuality(int from, int to, LinkQuality now) {
    quality[from][to] = now;
  }

  /** Makes every link whole and healthy. */
  public void heal() {
    for (int from = 0; from < cut.length; from++) {
      for (int to = 0; to < cut.length; to++) {
        cut[from][to] = false;
        quality[from][to] = LinkQuality.HEALTHY;
      }
    }
  }

  /** Machines on this network. */
  public int machines() {
    return cut.length;
  }
}
