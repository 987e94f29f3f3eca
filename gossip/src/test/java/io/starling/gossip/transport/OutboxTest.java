package io.starling.gossip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.starling.gossip.transport.Outbox.Offer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final int BYTES_MAX = 1 << 20;
  private static final int ORDINARY = MessageKind.FIRST_FREE;

  private final Outbox outbox = new Outbox(UnpooledByteBufAllocator.DEFAULT, BYTES_MAX);

  private Offer offer(int kind, int bytes) {
    return outbox.offer(kind, Unpooled.wrappedBuffer(new byte[bytes]));
  }

  /** Message bytes of what is handed over, one number a frame. */
  private List<Integer> takeAll() {
    List<Integer> taken = new ArrayList<>();
    for (Batch next = outbox.takeNext(); next != null; next = outbox.takeNext()) {
      taken.add(next.messageBytes());
      next.release();
    }
    return taken;
  }

  @Test
  void handsOverInOrder() {
    offer(ORDINARY, Batch.FULL_BYTES);
    offer(ORDINARY, 10);
    assertEquals(
        List.of(Batch.FULL_BYTES + Batch.MESSAGE_HEADER_BYTES, 10 + Batch.MESSAGE_HEADER_BYTES),
        takeAll());
    assertNull(outbox.takeNext());
  }

  @Test
  void whatIsUrgentPassesWhatWaits() {
    offer(ORDINARY, Batch.FULL_BYTES);
    offer(ORDINARY, Batch.FULL_BYTES);
    outbox.takeNext().release();
    offer(MessageKind.LEASE, 1);
    offer(MessageKind.AGREEMENT, 2);
    assertEquals(
        List.of(3 + 2 * Batch.MESSAGE_HEADER_BYTES, Batch.FULL_BYTES + Batch.MESSAGE_HEADER_BYTES),
        takeAll());
  }

  @Test
  void whatIsUrgentIsTakenWhenItIsFullForTheRest() {
    while (offer(ORDINARY, 100_000) != Offer.REFUSED) {
      assertTrue(outbox.bytes() <= BYTES_MAX + 100);
    }
    assertEquals(Offer.FOLLOWING, offer(MessageKind.LEASE, 50_000));
    assertEquals(Offer.REFUSED, outbox.offer(ORDINARY, (ByteBuf out) -> out.writeZero(200_000)));
    while (offer(MessageKind.LEASE, 100_000) != Offer.REFUSED) {
      assertTrue(outbox.bytes() <= 2 * BYTES_MAX + 100);
    }
    takeAll();
  }

  @Test
  void asksForAFlushOnceUntilThereIsOne() {
    assertEquals(Offer.FIRST, offer(ORDINARY, 1));
    assertEquals(Offer.FOLLOWING, offer(MessageKind.LEASE, 1));
    outbox.flushes();
    assertEquals(Offer.FIRST, offer(ORDINARY, 1));
    assertTrue(outbox.isWaiting());
    takeAll();
    assertFalse(outbox.isWaiting());
  }

  @Test
  void countsUntilAMessageHasLeft() {
    offer(ORDINARY, 10);
    int bytes = takeAll().getFirst();
    assertEquals(bytes, outbox.bytes());
    outbox.left(bytes);
    assertEquals(0, outbox.bytes());
  }

  @Test
  void dropsWhatWaitsWhenItIsClosed() {
    offer(ORDINARY, 10);
    offer(MessageKind.LEASE, 10);
    outbox.close();
    assertEquals(0, outbox.bytes());
    assertEquals(Offer.REFUSED, offer(MessageKind.LEASE, 10));
    outbox.open();
    assertEquals(Offer.FIRST, offer(ORDINARY, 10));
    takeAll();
  }
}
