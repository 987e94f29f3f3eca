package io.starling.antientropy.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.antientropy.merkle.ScanOrder;
import io.starling.antientropy.sync.SyncMessage.PullRequest;
import io.starling.antientropy.sync.SyncMessage.SyncAbort;
import io.starling.antientropy.sync.SyncMessage.SyncEnd;
import io.starling.antientropy.sync.SyncMessage.SyncEqual;
import io.starling.antientropy.sync.SyncMessage.SyncFrame;
import io.starling.antientropy.sync.SyncMessage.SyncFrameReceived;
import io.starling.antientropy.sync.SyncMessage.SyncLeaves;
import io.starling.antientropy.sync.SyncMessage.SyncOffer;
import io.starling.storage.entry.Version;
import io.starling.storage.segment.StoreExtent;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SyncCodecTest {
  @Property(tries = 500)
  void decodesWhatItEncoded(@ForAll long seed) throws MalformedSyncMessageException {
    SyncMessage message = message(new Random(seed));
    assertEquals(message, SyncCodec.decode(SyncCodec.encode(message)));
    assertEquals(message, SyncCodec.decode(SyncCodec.toBytes(message)));
  }

  @Test
  void knowsEveryReason() throws MalformedSyncMessageException {
    for (SyncFailure reason : SyncFailure.values()) {
      SyncMessage abort = new SyncAbort(1, reason);
      assertEquals(abort, SyncCodec.decode(SyncCodec.encode(abort)));
    }
  }

  @Property(tries = 3000)
  void readsAMessageOrRefusesIt(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = SyncCodec.encode(message(random));
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    survives(bytes);
  }

  @Property
  void survivesJunk(@ForAll byte[] junk) {
    survives(junk);
  }

  @Test
  void refusesAnEmptyMessageAndOneThatIsTooLong() {
    assertThrows(MalformedSyncMessageException.class, () -> SyncCodec.decode(new byte[0]));
    byte[] tooLong = new byte[SyncCodec.LENGTH_MAX + 1];
    assertThrows(MalformedSyncMessageException.class, () -> SyncCodec.decode(tooLong));
  }

  @Test
  void refusesATreeOfAnotherShape() {
    byte[] bytes = SyncCodec.encode(new SyncLeaves(1, 0, new long[1023]));
    assertThrows(MalformedSyncMessageException.class, () -> SyncCodec.decode(bytes));
  }

  private static void survives(byte[] bytes) {
    try {
      SyncCodec.decode(bytes);
    } catch (MalformedSyncMessageException expected) {
      assertTrue(expected.getMessage().length() < 500);
    }
  }

  private static SyncMessage message(Random random) {
    long syncId = random.nextLong();
    int number = random.nextInt(1000);
    return switch (random.nextInt(8)) {
      case 0 -> new PullRequest(syncId);
      case 1 ->
          new SyncOffer(
              syncId,
              number,
              number,
              new Version(3, number),
              random.nextLong(),
              Version.ZERO,
              new StoreExtent(random.nextInt(1 << 30), random.nextLong(1L << 40)));
      case 2 -> new SyncEqual(syncId, number);
      case 3 -> new SyncLeaves(syncId, number, random.longs(ScanOrder.LEAF_COUNT).toArray());
      case 4 -> new SyncFrame(syncId, number, new byte[number]);
      case 5 -> new SyncFrameReceived(syncId, number);
      case 6 -> new SyncEnd(syncId, number);
      default -> new SyncAbort(syncId, SyncFailure.TARGET_FULL);
    };
  }
}
