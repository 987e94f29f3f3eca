package io.starling.antientropy.sync;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import io.starling.antientropy.stream.FrameCodec;
import io.starling.antientropy.sync.SyncMessage.PullRequest;
import io.starling.antientropy.sync.SyncMessage.SyncAbort;
import io.starling.antientropy.sync.SyncMessage.SyncEnd;
import io.starling.antientropy.sync.SyncMessage.SyncEqual;
import io.starling.antientropy.sync.SyncMessage.SyncFrame;
import io.starling.antientropy.sync.SyncMessage.SyncFrameReceived;
import io.starling.antientropy.sync.SyncMessage.SyncLeaves;
import io.starling.antientropy.sync.SyncMessage.SyncOffer;
import io.starling.antientropy.wire.PullRequestProto;
import io.starling.antientropy.wire.SyncAbortProto;
import io.starling.antientropy.wire.SyncEndProto;
import io.starling.antientropy.wire.SyncEqualProto;
import io.starling.antientropy.wire.SyncFailureProto;
import io.starling.antientropy.wire.SyncFrameProto;
import io.starling.antientropy.wire.SyncFrameReceivedProto;
import io.starling.antientropy.wire.SyncLeavesProto;
import io.starling.antientropy.wire.SyncMessageProto;
import io.starling.antientropy.wire.SyncOfferProto;
import io.starling.antientropy.wire.VersionProto;
import io.starling.storage.entry.Version;
import java.util.Arrays;

/** Messages of a session as Protobuf. Safe in any thread. */
public final class SyncCodec {
  /** Longest encoded message, in bytes: the longest frame and what goes round it. */
  public static final int LENGTH_MAX = FrameCodec.ENCODED_LENGTH_MAX + 64;

  private static final String REASON_PREFIX = "SYNC_FAILURE_";

  private SyncCodec() {}

  /** Encodes a message; a frame's bytes are not copied before they are written. */
  public static byte[] encode(SyncMessage message) {
    SyncMessageProto.Builder out = SyncMessageProto.newBuilder().setSyncId(message.syncId());
    switch (message) {
      case PullRequest request -> out.setPullRequest(PullRequestProto.getDefaultInstance());
      case SyncOffer offer -> out.setOffer(offer(offer));
      case SyncEqual equal -> out.setEqual(SyncEqualProto.newBuilder().setRound(equal.round()));
      case SyncLeaves leaves -> out.setLeaves(leaves(leaves));
      case SyncFrame frame -> out.setFrame(frame(frame));
      case SyncFrameReceived received ->
          out.setFrameReceived(SyncFrameReceivedProto.newBuilder().setIndex(received.index()));
      case SyncEnd end -> out.setEnd(SyncEndProto.newBuilder().setFramesSent(end.framesSent()));
      case SyncAbort abort ->
          out.setAbort(
              SyncAbortProto.newBuilder()
                  .setReason(SyncFailureProto.valueOf(REASON_PREFIX + abort.reason().name())));
    }
    return out.build().toByteArray();
  }

  private static SyncOfferProto.Builder offer(SyncOffer offer) {
    return SyncOfferProto.newBuilder()
        .setRound(offer.round())
        .setFramesSent(offer.framesSent())
        .setMarker(version(offer.marker()))
        .setRoot(offer.root())
        .setFloor(version(offer.floor()))
        .setEntryCount(offer.extent().entries())
        .setEntryBytes(offer.extent().bytes());
  }

  private static VersionProto version(Version version) {
    return VersionProto.newBuilder()
        .setEpoch(version.epoch())
        .setSequence(version.sequence())
        .build();
  }

  private static SyncLeavesProto.Builder leaves(SyncLeaves leaves) {
    SyncLeavesProto.Builder out = SyncLeavesProto.newBuilder().setRound(leaves.round());
    Arrays.stream(leaves.leaves()).forEach(out::addSums);
    return out;
  }

  private static SyncFrameProto.Builder frame(SyncFrame frame) {
    return SyncFrameProto.newBuilder()
        .setIndex(frame.index())
        .setEncoded(UnsafeByteOperations.unsafeWrap(frame.bytes()));
  }

  /**
   * Decodes a message. What is allocated is bounded by the length of the bytes.
   *
   * @throws MalformedSyncMessageException if the bytes are too long, not Protobuf, or name a number
   *     that no session uses
   */
  public static SyncMessage decode(byte[] bytes) throws MalformedSyncMessageException {
    if (bytes.length > LENGTH_MAX) {
      throw new MalformedSyncMessageException(bytes.length + " bytes are too long");
    }
    try {
      return SyncMessageReader.read(SyncMessageProto.parseFrom(bytes));
    } catch (InvalidProtocolBufferException notProtobuf) {
      throw new MalformedSyncMessageException("not Protobuf: " + notProtobuf.getMessage());
    }
  }
}
