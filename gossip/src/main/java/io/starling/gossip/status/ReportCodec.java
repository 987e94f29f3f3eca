package io.starling.gossip.status;

import io.starling.gossip.status.wire.Heavy;
import io.starling.gossip.status.wire.LeaveWire;
import io.starling.gossip.status.wire.Move;
import io.starling.gossip.status.wire.Report;
import io.starling.storage.id.NodeId;
import java.util.List;

/** A node's report as Protobuf. */
final class ReportCodec {
  private static final int TEXT_LENGTH_MAX = 255;
  private static final List<MoveCause> CAUSES = List.of(MoveCause.values());
  private static final List<MovePhase> PHASES = List.of(MovePhase.values());

  private ReportCodec() {}

  static Report encode(NodeReport report) {
    return Report.newBuilder()
        .setHost(report.endpoints().host())
        .setPeerPort(report.endpoints().peerPort())
        .setClientPort(report.endpoints().clientPort())
        .setClusterPort(report.endpoints().clusterPort())
        .setAdminPort(report.endpoints().adminPort())
        .setZone(report.endpoints().zone())
        .setCpu(report.utilisation().cpu())
        .setMemory(report.utilisation().memory())
        .setDisk(report.utilisation().disk())
        .setNetwork(report.utilisation().network())
        .setOperationsPerSecond(report.operationsPerSecond())
        .setUsedBytes(report.holdings().usedBytes())
        .setKeys(report.holdings().keys())
        .setPrimaries(report.holdings().primaries())
        .setCopies(report.holdings().copies())
        .setUnverifiedCopies(report.holdings().unverifiedCopies())
        .setLeave(encode(report.leave()))
        .setCapacity(encode(report.load().capacity()))
        .setUsed(encode(report.load().used()))
        .setMovable(encode(report.load().movable()))
        .setLoopLagMillis(report.load().loopLagMillis())
        .setP99Millis(report.load().p99Millis())
        .setReserveBytes(report.reserve().bytes())
        .setReserveUsedBytes(report.reserve().usedBytes())
        .addAllMoves(report.moves().first().stream().map(ReportCodec::encode).toList())
        .setMovesUnderWay(report.moves().underWay())
        .setMovesOnProbation(report.moves().onProbation())
        .setMovesDone(report.moves().done())
        .setMovesUndone(report.moves().undone())
        .addAllHeaviest(report.heaviest().stream().map(ReportCodec::encode).toList())
        .build();
  }

  static NodeReport decode(Report wire) {
    return new NodeReport(
        new Endpoints(
            bounded(wire.getHost()),
            wire.getPeerPort(),
            wire.getClientPort(),
            wire.getClusterPort(),
            wire.getAdminPort(),
            bounded(wire.getZone())),
        new Utilisation(wire.getCpu(), wire.getMemory(), wire.getDisk(), wire.getNetwork()),
        wire.getOperationsPerSecond(),
        new Holdings(
            wire.getUsedBytes(),
            wire.getKeys(),
            wire.getPrimaries(),
            wire.getCopies(),
            wire.getUnverifiedCopies()),
        decode(wire.getLeave()),
        new LoadReport(
            decode(wire.getCapacity()),
            decode(wire.getUsed()),
            decode(wire.getMovable()),
            wire.getLoopLagMillis(),
            wire.getP99Millis()),
        new Reserve(wire.getReserveBytes(), wire.getReserveUsedBytes()),
        moves(wire),
        wire.getHeaviestList().stream().map(ReportCodec::decode).toList());
  }

  private static MovesReport moves(Report wire) {
    return new MovesReport(
        wire.getMovesList().stream().map(ReportCodec::decode).toList(),
        wire.getMovesUnderWay(),
        wire.getMovesOnProbation(),
        wire.getMovesDone(),
        wire.getMovesUndone());
  }

  private static LeaveWire encode(Leave leave) {
    return switch (leave) {
      case STAYS -> LeaveWire.LEAVE_WIRE_STAYS;
      case STOPS -> LeaveWire.LEAVE_WIRE_STOPS;
      case DRAINS -> LeaveWire.LEAVE_WIRE_DRAINS;
      case EVACUATES -> LeaveWire.LEAVE_WIRE_EVACUATES;
    };
  }

  private static Leave decode(LeaveWire leave) {
    return switch (leave) {
      case LEAVE_WIRE_STAYS -> Leave.STAYS;
      case LEAVE_WIRE_STOPS -> Leave.STOPS;
      case LEAVE_WIRE_DRAINS -> Leave.DRAINS;
      case LEAVE_WIRE_EVACUATES -> Leave.EVACUATES;
      case UNRECOGNIZED -> throw new IllegalArgumentException("it leaves in no known way");
    };
  }

  private static String bounded(String text) {
    if (text.length() > TEXT_LENGTH_MAX) {
      throw new IllegalArgumentException("a text of " + text.length() + " characters");
    }
    return text;
  }

  private static io.starling.gossip.status.wire.Resources encode(Resources resources) {
    return io.starling.gossip.status.wire.Resources.newBuilder()
        .setCpu(resources.cpu())
        .setMemory(resources.memory())
        .setDisk(resources.disk())
        .setNetwork(resources.network())
        .build();
  }

  private static Resources decode(io.starling.gossip.status.wire.Resources wire) {
    return new Resources(wire.getCpu(), wire.getMemory(), wire.getDisk(), wire.getNetwork());
  }

  private static Move encode(MoveStatus move) {
    return Move.newBuilder()
        .setSegment(move.segment())
        .setFromHigh(move.from().high())
        .setFromLow(move.from().low())
        .setToHigh(move.to().high())
        .setToLow(move.to().low())
        .setCause(CAUSES.indexOf(move.cause()))
        .setPhase(PHASES.indexOf(move.phase()))
        .setBytesDone(move.bytesDone())
        .setBytesTotal(move.bytesTotal())
        .setBytesPerSecond(move.bytesPerSecond())
        .setBacklog(move.backlog())
        .setAttempts(move.attempts())
        .setLastError(move.lastError())
        .build();
  }

  private static MoveStatus decode(Move wire) {
    if (wire.getPhase() < 0 || wire.getPhase() >= PHASES.size()) {
      throw new IllegalArgumentException("there is no phase " + wire.getPhase());
    }
    if (wire.getCause() < 0 || wire.getCause() >= CAUSES.size()) {
      throw new IllegalArgumentException("there is no cause " + wire.getCause());
    }
    return new MoveStatus(
        wire.getSegment(),
        new NodeId(wire.getFromHigh(), wire.getFromLow()),
        new NodeId(wire.getToHigh(), wire.getToLow()),
        CAUSES.get(wire.getCause()),
        PHASES.get(wire.getPhase()),
        wire.getBytesDone(),
        wire.getBytesTotal(),
        wire.getBytesPerSecond(),
        wire.getBacklog(),
        wire.getAttempts(),
        bounded(wire.getLastError()));
  }

  private static Heavy encode(HeavySegment heavy) {
    return Heavy.newBuilder()
        .setSegment(heavy.segment())
        .setPrimary(heavy.primary())
        .setCpu(heavy.cpu())
        .setCommandsPerSecond(heavy.commandsPerSecond())
        .setNetworkBytesPerSecond(heavy.networkBytesPerSecond())
        .setBytes(heavy.bytes())
        .build();
  }

  private static HeavySegment decode(Heavy wire) {
    return new HeavySegment(
        wire.getSegment(),
        wire.getPrimary(),
        wire.getCpu(),
        wire.getCommandsPerSecond(),
        wire.getNetworkBytesPerSecond(),
        wire.getBytes());
  }
}
