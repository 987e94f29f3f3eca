package io.starling.node.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How busy a node is.
 *
 * @param resources cpu, memory, disk and network
 * @param loopLagMillis by how much a turn of an event loop came too late in the last seconds, at
 *     most
 * @param p99Millis latency that all but a hundredth of the last seconds' commands kept
 * @param reserveBytes room for segments on their way in
 * @param reserveUsedBytes of them that are granted or filled
 * @param moves under way from it, the first few
 * @param moveTotals how many there are in all
 * @param heaviest segments, the heaviest first
 */
public record LoadReport(
    List<ResourceReport> resources,
    double loopLagMillis,
    double p99Millis,
    long reserveBytes,
    long reserveUsedBytes,
    List<MoveReport> moves,
    MoveTotals moveTotals,
    List<HeavyReport> heaviest) {
  public LoadReport {
    resources = List.copyOf(resources);
    moves = List.copyOf(moves);
    heaviest = List.copyOf(heaviest);
  }

  /** How much of a resource is in use, as a fraction; 0 if it was not told. */
  public double utilisation(String resource) {
    return resources.stream()
        .filter(each -> each.resource().equals(resource))
        .mapToDouble(ResourceReport::utilisation)
        .findFirst()
        .orElse(0);
  }

  /**
   * One of the things that a node can run out of.
   *
   * @param resource cpu (cores), memory, disk (bytes) or network (bytes a second)
   * @param utilisation the part of the capacity that is used, at most 1
   */
  public record ResourceReport(String resource, double used, double capacity, double utilisation) {}

  /**
   * A move of a segment.
   *
   * @param from node id, 32 hexadecimal digits
   * @param to node id, 32 hexadecimal digits
   * @param cause in lower case
   * @param phase in lower case
   * @param bytesTotal of the copy; 0 if only the primary role moves
   * @param secondsLeft until the copy has arrived, at this rate; null if nothing can be said
   * @param backlog writes that the target has yet to acknowledge
   * @param lastError empty if there was none
   */
  public record MoveReport(
      int segment,
      String from,
      String to,
      String cause,
      String phase,
      long bytesDone,
      long bytesTotal,
      double bytesPerSecond,
      @Nullable Long secondsLeft,
      long backlog,
      int attempts,
      String lastError) {}

  /**
   * The moves of a node in numbers.
   *
   * @param underWay those of {@code moves} included, but for those on probation
   * @param onProbation made lately, so that going back is quick
   * @param done copies that have arrived since the node started
   * @param undone that were begun and came to nothing since then
   */
  public record MoveTotals(int underWay, int onProbation, long done, long undone) {
    /** Of a node that moves nothing. */
    public static final MoveTotals NONE = new MoveTotals(0, 0, 0, 0);
  }

  /**
   * A segment that takes much of its node.
   *
   * @param primary whether the node is its primary
   * @param cpu cores
   */
  public record HeavyReport(
      int segment,
      boolean primary,
      double cpu,
      double commandsPerSecond,
      double networkBytesPerSecond,
      long bytes) {}
}
