package io.starling.node.progress;

import io.starling.gossip.status.MovePhase;
import io.starling.gossip.status.MoveStatus;
import io.starling.gossip.status.MovesReport;
import io.starling.node.metrics.LatencyBuckets;
import io.starling.node.migration.MoveEvent;
import io.starling.node.migration.MoveEvent.Arrived;
import io.starling.node.migration.MoveEvent.Begun;
import io.starling.node.migration.MoveEvent.TurnedAway;
import io.starling.node.migration.MoveEvent.Undone;
import io.starling.node.migration.MoveView;
import io.starling.storage.id.NodeId;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps count of the moves of this node, and writes a line for each that begins or ends. */
public final class MoveBook {
  private static final Logger LOG = LoggerFactory.getLogger(MoveBook.class);
  private static final Comparator<MoveStatus> BY_INTEREST =
      Comparator.comparingInt(MoveBook::rank).thenComparingInt(MoveStatus::segment);

  private final ArrivalRates rates = new ArrivalRates();
  private final LatencyBuckets took = LatencyBuckets.ofSeconds();
  private final AtomicLong shippedBytes = new AtomicLong();
  private long done;
  private long undone;
  private volatile MovesReport report = MovesReport.NONE;
  private volatile SortedMap<MovePhase, Integer> phases =
      Collections.unmodifiableSortedMap(new TreeMap<>());

  /** What goes on comes first, then what waits, then what is over. */
  private static int rank(MoveStatus move) {
    return switch (move.phase()) {
      case LOADING, VERIFYING, RAMPING, SEALED, SWITCHING, UNDOING -> 0;
      case OFFERED -> 1;
      case PROBATION -> 2;
    };
  }

  /** Takes note of all moves as they are now; some times a second. */
  public void look(List<MoveStatus> all, long nowNanos) {
    List<MoveStatus> sorted = rates.measured(all, nowNanos).stream().sorted(BY_INTEREST).toList();
    TreeMap<MovePhase, Integer> counts = new TreeMap<>();
    sorted.forEach(move -> counts.merge(move.phase(), 1, Integer::sum));
    int onProbation = counts.getOrDefault(MovePhase.PROBATION, 0);
    phases = Collections.unmodifiableSortedMap(counts);
    report =
        new MovesReport(
            sorted.stream().limit(MovesReport.FIRST_MAX).toList(),
            sorted.size() - onProbation,
            onProbation,
            done,
            undone);
  }

  /** Takes note of what came of a move. */
  public void happened(MoveEvent event) {
    MoveView move = event.move();
    int copies = move.newcomers().size();
    switch (event) {
      case Begun begun ->
          LOG.info(
              "segment {} begins to move to {}, about {} bytes a copy ({}, attempt {})",
              move.segment(),
              names(move.newcomers()),
              move.wanted().bytes(),
              cause(move),
              move.attempt());
      case TurnedAway turned ->
          LOG.debug("segment {} does not move yet: {}", move.segment(), turned.why());
      case Arrived arrived -> {
        done += copies;
        took.record(arrived.tookNanos(), copies);
        LOG.info(
            "segment {} has moved to {} in {} ms ({})",
            move.segment(),
            names(move.newcomers()),
            arrived.tookNanos() / 1_000_000,
            cause(move));
      }
      case Undone given -> {
        undone += copies;
        LOG.info(
            "segment {} does not move to {} after all: {} ({})",
            move.segment(),
            names(move.newcomers()),
            given.why(),
            cause(move));
      }
    }
  }

  private static String cause(MoveView move) {
    return move.wanted().kind().name().toLowerCase(Locale.ROOT);
  }

  private static String names(List<NodeId> nodes) {
    return nodes.stream().map(NodeId::toString).collect(Collectors.joining(" and "));
  }

  /** A learner has taken so many bytes of a stream; from any thread. */
  public void shipped(long bytes) {
    shippedBytes.addAndGet(bytes);
  }

  /** What this node tells of its moves; for any thread. */
  public MovesReport report() {
    return report;
  }

  /** How many moves are in each phase in which there are any; for any thread. */
  public SortedMap<MovePhase, Integer> phases() {
    return phases;
  }

  /** Bytes of streams that learners took; for any thread. */
  public long shippedBytes() {
    return shippedBytes.get();
  }

  /** How long the moves took that came to their end. */
  public LatencyBuckets took() {
    return took;
  }
}
