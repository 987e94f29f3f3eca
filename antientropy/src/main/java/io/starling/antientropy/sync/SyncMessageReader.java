package io.starling.antientropy.sync;

import io.starling.antientropy.merkle.ScanOrder;
import io.starling.antientropy.stream.FrameCodec;
import io.starling.antientropy.sync.SyncMessage.PullRequest;
import io.starling.antientropy.sync.SyncMessage.SyncAbort;
import io.starling.antientropy.sync.SyncMessage.SyncEnd;
import io.starling.antientropy.sync.SyncMessage.SyncEqual;
import io.starling.antientropy.sync.SyncMessage.SyncFrame;
import io.starling.antientropy.sync.SyncMessage.SyncFrameReceived;
import io.starling.antientropy.sync.SyncMessage.SyncLeaves;
import io.starling.antientropy.sync.SyncMessage.SyncOffer;
import io.starling.antientropy.wire.SyncFailureProto;
import io.starling.antientropy.wire.SyncFrameProto;
import io.starling.antientropy.wire.SyncLeavesProto;
import io.starling.antientropy.wire.SyncMessageProto;
import io.starling.antientropy.wire.SyncOfferProto;
import io.starling.antientropy.wire.VersionProto;
import io.starling.storage.entry.Version;
import io.starling.storage.segment.StoreExtent;

/** From the wire's messages to ours, refusing what no session would send. */
final class SyncMessageReader {
  private SyncMessageReader() {}

  static SyncMessage read(SyncMessageProto in) throws MalformedSyncMessageException {
    long syncId = in.getSyncId();
    return switch (in.getBodyCase()) {
      case PULL_REQUEST -> new PullRequest(syncId);
      case OFFER -> offer(syncId, in.getOffer());
      case EQUAL -> new SyncEqual(syncId, count(in.getEqual().getRound()));
      case LEAVES -> leaves(syncId, in.getLeaves());
      case FRAME -> frame(syncId, in.getFrame());
      case FRAME_RECEIVED -> new SyncFrameReceived(syncId, count(in.getFrameReceived().getIndex()));
      case END -> new SyncEnd(syncId, count(in.getEnd().getFramesSent()));
      case ABORT -> new SyncAbort(syncId, reason(in.getAbort().getReason()));
      case BODY_NOT_SET -> throw new MalformedSyncMessageException("nothing that is known");
    };
  }

  private static SyncOffer offer(long syncId, SyncOfferProto offer)
      throws MalformedSyncMessageException {
    return new SyncOffer(
        syncId,
        count(offer.getRound()),
        count(offer.getFramesSent()),
        version(offer.getMarker()),
        offer.getRoot(),
        version(offer.getFloor()),
        extent(offer));
  }

  private static StoreExtent extent(SyncOfferProto offer) throws MalformedSyncMessageException {
    check(offer.getEntryCount() >= 0 && offer.getEntryBytes() >= 0, "an extent out of range");
    return new StoreExtent(offer.getEntryCount(), offer.getEntryBytes());
  }

  private static SyncLeaves leaves(long syncId, SyncLeavesProto leaves)
      throws MalformedSyncMessageException {
    check(leaves.getSumsCount() == ScanOrder.LEAF_COUNT, "wrong number of leaves");
    long[] sums = leaves.getSumsList().stream().mapToLong(Long::longValue).toArray();
    return new SyncLeaves(syncId, count(leaves.getRound()), sums);
  }

  private static SyncFrame frame(long syncId, SyncFrameProto frame)
      throws MalformedSyncMessageException {
    check(frame.getEncoded().size() <= FrameCodec.ENCODED_LENGTH_MAX, "a frame too long");
    return new SyncFrame(syncId, count(frame.getIndex()), frame.getEncoded().toByteArray());
  }

  /** A number on the wire is unsigned, one of ours is not negative. The last is left free. */
  private static int count(int number) throws MalformedSyncMessageException {
    check(number >= 0 && number < Integer.MAX_VALUE, "a number out of range");
    return number;
  }

  private static Version version(VersionProto version) throws MalformedSyncMessageException {
    check(version.getEpoch() >= 0 && version.getSequence() >= 0, "a version out of range");
    return new Version(version.getEpoch(), version.getSequence());
  }

  private static SyncFailure reason(SyncFailureProto reason) throws MalformedSyncMessageException {
    return switch (reason) {
      case SYNC_FAILURE_TIMED_OUT -> SyncFailure.TIMED_OUT;
      case SYNC_FAILURE_SEQUENCE_BROKEN -> SyncFailure.SEQUENCE_BROKEN;
      case SYNC_FAILURE_FRAME_CORRUPT -> SyncFailure.FRAME_CORRUPT;
      case SYNC_FAILURE_ROUNDS_EXHAUSTED -> SyncFailure.ROUNDS_EXHAUSTED;
      case SYNC_FAILURE_SOURCE_DAMAGED -> SyncFailure.SOURCE_DAMAGED;
      case SYNC_FAILURE_BATCH_TOO_LONG -> SyncFailure.BATCH_TOO_LONG;
      case SYNC_FAILURE_TARGET_FULL -> SyncFailure.TARGET_FULL;
      case SYNC_FAILURE_HELD_BACK_TOO_MUCH -> SyncFailure.HELD_BACK_TOO_MUCH;
      case SYNC_FAILURE_CANCELLED -> SyncFailure.CANCELLED;
      case SYNC_FAILURE_NOT_ADMITTED -> SyncFailure.NOT_ADMITTED;
      case SYNC_FAILURE_UNSPECIFIED, UNRECOGNIZED ->
          throw new MalformedSyncMessageException("a reason that is not known");
    };
  }

  private static void check(boolean holds, String otherwise) throws MalformedSyncMessageException {
    if (!holds) {
      throw new MalformedSyncMessageException(otherwise);
    }
  }
}
