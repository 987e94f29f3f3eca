package io.starling.node.process;

import io.starling.gossip.status.HeavySegment;
import io.starling.gossip.status.LoadReport;
import io.starling.gossip.status.MoveStatus;
import io.starling.gossip.status.MovesReport;
import io.starling.gossip.status.NodeReport;
import io.starling.gossip.status.Reserve;
import io.starling.gossip.status.Utilisation;
import io.starling.node.admin.LoadReport.HeavyReport;
import io.starling.node.admin.LoadReport.MoveReport;
import io.starling.node.admin.LoadReport.MoveTotals;
import io.starling.node.admin.LoadReport.ResourceReport;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a node told of its load, for operators. */
final class ReportedLoad {
  private ReportedLoad() {}

  /**
   * As it was told.
   *
   * @param told by the node itself; empty if it was not heard of yet
   */
  static io.starling.node.admin.LoadReport of(Optional<NodeReport> told) {
    LoadReport load = told.map(NodeReport::load).orElse(LoadReport.UNKNOWN);
    Utilisation utilisation = told.map(NodeReport::utilisation).orElse(Utilisation.IDLE);
    Reserve reserve = told.map(NodeReport::reserve).orElse(Reserve.NONE);
    MovesReport moves = told.map(NodeReport::moves).orElse(MovesReport.NONE);
    return new io.starling.node.admin.LoadReport(
        List.of(
            new ResourceReport("cpu", load.used().cpu(), load.capacity().cpu(), utilisation.cpu()),
            new ResourceReport(
                "memory", load.used().memory(), load.capacity().memory(), utilisation.memory()),
            new ResourceReport(
                "disk", load.used().disk(), load.capacity().disk(), utilisation.disk()),
            new ResourceReport(
                "network",
                load.used().network(),
                load.capacity().network(),
                utilisation.network())),
        load.loopLagMillis(),
        load.p99Millis(),
        reserve.bytes(),
        reserve.usedBytes(),
        moves.first().stream().map(ReportedLoad::move).toList(),
        new MoveTotals(moves.underWay(), moves.onProbation(), moves.done(), moves.undone()),
        told.map(NodeReport::heaviest).orElse(List.of()).stream()
            .map(ReportedLoad::heavy)
            .toList());
  }

  private static MoveReport move(MoveStatus move) {
    return new MoveReport(
        move.segment(),
        move.from().toHex(),
        move.to().toHex(),
        move.cause().name().toLowerCase(Locale.ROOT),
        move.phase().name().toLowerCase(Locale.ROOT),
        move.bytesDone(),
        move.bytesTotal(),
        move.bytesPerSecond(),
        secondsLeft(move),
        move.backlog(),
        move.attempts(),
        move.lastError());
  }

  private static @Nullable Long secondsLeft(MoveStatus move) {
    long bytes = move.bytesTotal() - move.bytesDone();
    if (bytes <= 0) {
      return 0L;
    }
    return move.bytesPerSecond() < 1 ? null : (long) Math.ceil(bytes / move.bytesPerSecond());
  }

  private static HeavyReport heavy(HeavySegment heavy) {
    return new HeavyReport(
        heavy.segment(),
        heavy.primary(),
        heavy.cpu(),
        heavy.commandsPerSecond(),
        heavy.networkBytesPerSecond(),
        heavy.bytes());
  }
}
