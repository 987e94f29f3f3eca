package io.starling.antientropy.sync;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnsafeByteOperations;
import com.google.protobuf.WireFormat;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Messages of a session as Protobuf. Safe in any thread. */
public final class SyncCodec {
  /** Longest encoded message, in bytes: the longest frame and what goes round it. */
  public static final int LENGTH_MAX = FrameCodec.ENCODED_LENGTH_MAX + 64;

  private static final String REASON_PREFIX = "SYNC_FAILURE_";

  private SyncCodec() {}

  /** A message, ready to be written out; the bytes of a frame are not copied before. */
  public static ByteString toBytes(SyncMessage message) {
    if (!(message instanceof SyncFrame frame)) {
      return UnsafeByteOperations.unsafeWrap(encode(message));
    }
    ByteString head = frameHead(frame);
    return head.concat(UnsafeByteOperations.unsafeWrap(frame.bytes()));
  }

  /** What stands before the bytes of a frame, which are the last field of all. */
  private static ByteString frameHead(SyncFrame frame) {
    int length = frame.bytes().length;
    SyncFrameProto index = SyncFrameProto.newBuilder().setIndex(frame.index()).build();
    int frameLength =
        index.getSerializedSize()
            + CodedOutputStream.computeTagSize(SyncFrameProto.ENCODED_FIELD_NUMBER)
            + CodedOutputStream.computeUInt32SizeNoTag(length)
            + length;
    ByteString.Output head = ByteString.newOutput();
    CodedOutputStream out = CodedOutputStream.newInstance(head);
    try {
      out.writeFixed64(SyncMessageProto.SYNC_ID_FIELD_NUMBER, frame.syncId());
      out.writeTag(SyncMessageProto.FRAME_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
      out.writeUInt32NoTag(frameLength);
      index.writeTo(out);
      out.writeTag(SyncFrameProto.ENCODED_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
      out.writeUInt32NoTag(length);
      out.flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory refused to be written to", impossible);
    }
    return head.toByteString();
  }

  /** Encodes a message. */
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
    return decode(UnsafeByteOperations.unsafeWrap(bytes));
  }

  /** The same; the bytes of a frame are copied once. */
  public static SyncMessage decode(ByteString bytes) throws MalformedSyncMessageException {
    if (bytes.size() > LENGTH_MAX) {
      throw new MalformedSyncMessageException(bytes.size() + " bytes are too long");
    }
    CodedInputStream in = bytes.newCodedInput();
    in.enableAliasing(true);
    try {
      SyncMessageProto message = SyncMessageProto.parseFrom(in);
      in.checkLastTagWas(0);
      return SyncMessageReader.read(message);
    } catch (IOException notProtobuf) {
      throw new MalformedSyncMessageException("not Protobuf: " + notProtobuf.getMessage());
    }
  }
}
