package io.starling.node.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import io.starling.antientropy.sync.MalformedSyncMessageException;
import io.starling.antientropy.sync.SyncCodec;
import io.starling.gossip.agreement.AgreementCodec;
import io.starling.node.replication.CopyMarks;
import io.starling.node.replication.CopyMarks.Staged;
import io.starling.node.replication.ReplicaMessage;
import io.starling.node.replication.ReplicaMessage.Append;
import io.starling.node.replication.ReplicaMessage.AppendRefused;
import io.starling.node.replication.ReplicaMessage.Appended;
import io.starling.node.replication.ReplicaMessage.Barrier;
import io.starling.node.replication.ReplicaMessage.BarrierReached;
import io.starling.node.replication.ReplicaMessage.ConfigurationWanted;
import io.starling.node.replication.ReplicaMessage.CopySummary;
import io.starling.node.replication.ReplicaMessage.Departing;
import io.starling.node.replication.ReplicaMessage.DepartureNoted;
import io.starling.node.replication.ReplicaMessage.Gather;
import io.starling.node.replication.ReplicaMessage.LearnerReport;
import io.starling.node.replication.ReplicaMessage.NowOpen;
import io.starling.node.replication.ReplicaMessage.Release;
import io.starling.node.replication.ReplicaMessage.Stage;
import io.starling.node.replication.ReplicaMessage.Sync;
import io.starling.node.replication.ReplicaMessage.VersionsTold;
import io.starling.node.replication.ReplicaMessage.VersionsWanted;
import io.starling.node.replication.SegmentRecord;
import io.starling.node.replication.Shortage;
import java.nio.ByteBuffer;

/** Messages of replicas, and the durable record of a segment. */
public final class ReplicaCodec {
  private ReplicaCodec() {}

  /** A message, ready to be written out. */
  public static ReplicaMessageProto toProto(ReplicaMessage message) {
    ReplicaMessageProto.Builder proto =
        ReplicaMessageProto.newBuilder().setSegment(message.segment()).setEpoch(message.epoch());
    switch (message) {
      case Append m -> proto.setAppend(WriteCodec.toProto(m.write()));
      case Appended m ->
          proto.setAppended(
              AppendedProto.newBuilder().setSequence(m.sequence()).setCounts(m.counts()));
      case AppendRefused m ->
          proto.setAppendRefused(m.sequence()).setRefusedForWantOf(toProto(m.shortage()));
      case Gather m -> proto.setGather(AgreementCodec.toProto(m.configuration()));
      case CopySummary m -> proto.setSummary(summary(m));
      case Sync m -> proto.setSync(SyncCodec.toBytes(m.step()));
      case Barrier m -> proto.setBarrier(m.sequence());
      case BarrierReached m -> proto.setBarrierReached(m.sequence());
      case Stage m ->
          proto.setStage(StageProto.newBuilder().setTerm(m.term()).setDurably(m.durably()));
      case Release m -> proto.setRelease(m.term());
      case NowOpen m -> proto.setNowOpen(NowOpenProto.getDefaultInstance());
      case Departing m -> proto.setDeparting(AgreementCodec.toProto(m.configuration()));
      case DepartureNoted m -> proto.setDepartureNoted(DepartureNotedProto.getDefaultInstance());
      case LearnerReport m ->
          proto.setLearnerReport(
              LearnerReportProto.newBuilder().setTerm(m.term()).setState(toProto(m.state())));
      case VersionsWanted m -> proto.setVersionsWanted(VersionsCodec.toProto(m));
      case VersionsTold m -> proto.setVersionsTold(VersionsCodec.toProto(m));
      case ConfigurationWanted m ->
          proto.setConfigurationWanted(ConfigurationWantedProto.getDefaultInstance());
    }
    return proto.build();
  }

  private static ShortageProto toProto(Shortage shortage) {
    return switch (shortage) {
      case DISK -> ShortageProto.SHORTAGE_DISK;
      case MEMORY -> ShortageProto.SHORTAGE_MEMORY;
    };
  }

  private static Shortage shortage(ShortageProto proto) {
    return switch (proto) {
      case SHORTAGE_DISK -> Shortage.DISK;
      case SHORTAGE_MEMORY -> Shortage.MEMORY;
      case UNRECOGNIZED -> throw new IllegalArgumentException("no room in nothing that is known");
    };
  }

  private static LearnerStateProto toProto(LearnerReport.State state) {
    return switch (state) {
      case EMPTY -> LearnerStateProto.LEARNER_STATE_EMPTY;
      case LOADING -> LearnerStateProto.LEARNER_STATE_LOADING;
      case EQUAL -> LearnerStateProto.LEARNER_STATE_EQUAL;
      case STAGED -> LearnerStateProto.LEARNER_STATE_STAGED;
    };
  }

  private static LearnerReport.State state(LearnerStateProto proto) {
    return switch (proto) {
      case LEARNER_STATE_EMPTY -> LearnerReport.State.EMPTY;
      case LEARNER_STATE_LOADING -> LearnerReport.State.LOADING;
      case LEARNER_STATE_EQUAL -> LearnerReport.State.EQUAL;
      case LEARNER_STATE_STAGED -> LearnerReport.State.STAGED;
      case UNRECOGNIZED -> throw new IllegalArgumentException("a learner in no known state");
    };
  }

  private static CopySummaryProto summary(CopySummary message) {
    return CopySummaryProto.newBuilder()
        .setBase(message.base())
        .setSuspect(message.suspect())
        .setFloor(WriteCodec.toProto(message.floor()))
        .setRoot(message.root())
        .build();
  }

  /**
   * The message in these bytes.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ReplicaMessage decode(ByteBuffer bytes) {
    try {
      return fromProto(ReplicaMessageProto.parseFrom(bytes));
    } catch (InvalidProtocolBufferException | MalformedSyncMessageException malformed) {
      throw new IllegalArgumentException("no message of a replica", malformed);
    }
  }

  private static ReplicaMessage fromProto(ReplicaMessageProto proto)
      throws MalformedSyncMessageException {
    int segment = WriteCodec.segment(proto.getSegment());
    long epoch = proto.getEpoch();
    return switch (proto.getBodyCase()) {
      case APPEND -> new Append(segment, epoch, WriteCodec.fromProto(proto.getAppend()));
      case APPENDED -> {
        AppendedProto m = proto.getAppended();
        yield new Appended(segment, epoch, m.getSequence(), m.getCounts());
      }
      case APPEND_REFUSED ->
          new AppendRefused(
              segment, epoch, proto.getAppendRefused(), shortage(proto.getRefusedForWantOf()));
      case GATHER -> new Gather(AgreementCodec.fromProto(proto.getGather()));
      case SUMMARY -> {
        CopySummaryProto m = proto.getSummary();
        yield new CopySummary(
            segment,
            epoch,
            m.getBase(),
            m.getSuspect(),
            WriteCodec.fromProto(m.getFloor()),
            m.getRoot());
      }
      case SYNC -> new Sync(segment, epoch, SyncCodec.decode(proto.getSync()));
      case BARRIER -> new Barrier(segment, epoch, proto.getBarrier());
      case BARRIER_REACHED -> new BarrierReached(segment, epoch, proto.getBarrierReached());
      case STAGE ->
          new Stage(segment, epoch, proto.getStage().getTerm(), proto.getStage().getDurably());
      case RELEASE -> new Release(segment, epoch, proto.getRelease());
      case NOW_OPEN -> new NowOpen(segment, epoch);
      case DEPARTING -> new Departing(AgreementCodec.fromProto(proto.getDeparting()));
      case DEPARTURE_NOTED -> new DepartureNoted(segment, epoch);
      case LEARNER_REPORT -> {
        LearnerReportProto m = proto.getLearnerReport();
        yield new LearnerReport(segment, epoch, m.getTerm(), state(m.getState()));
      }
      case VERSIONS_WANTED -> VersionsCodec.wanted(segment, epoch, proto.getVersionsWanted());
      case VERSIONS_TOLD -> VersionsCodec.told(segment, epoch, proto.getVersionsTold());
      case CONFIGURATION_WANTED -> new ConfigurationWanted(segment, epoch);
      case BODY_NOT_SET -> throw new IllegalArgumentException("an empty message");
    };
  }

  /** A record for the disk. */
  public static byte[] encode(SegmentRecord segment) {
    CopyMarks marks = segment.marks();
    return SegmentRecordProto.newBuilder()
        .setChain(AgreementCodec.toProto(segment.chain()))
        .setMarks(
            CopyMarksProto.newBuilder()
                .setBase(marks.base())
                .setSuspect(marks.suspect())
                .setFloor(WriteCodec.toProto(marks.floor()))
                .setStagedEpoch(marks.staged().epoch())
                .setStagedTerm(marks.staged().term()))
        .build()
        .toByteArray();
  }

  /**
   * The record in these bytes.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static SegmentRecord decodeRecord(byte[] bytes) {
    try {
      SegmentRecordProto proto = SegmentRecordProto.parseFrom(bytes);
      CopyMarksProto marks = proto.getMarks();
      return new SegmentRecord(
          AgreementCodec.fromProto(proto.getChain()),
          new CopyMarks(
              marks.getBase(),
              marks.getSuspect(),
              WriteCodec.fromProto(marks.getFloor()),
              new Staged(marks.getStagedEpoch(), marks.getStagedTerm())));
    } catch (InvalidProtocolBufferException malformed) {
      throw new IllegalArgumentException("no record of a segment", malformed);
    }
  }
}
