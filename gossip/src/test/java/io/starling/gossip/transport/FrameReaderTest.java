package io.starling.gossip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class FrameReaderTest {
  private static final SharedSecret SECRET = SharedSecret.of("secret");
  private static final Greeting DIALER = greeting(1);
  private static final Greeting ACCEPTOR = greeting(2);

  @Property(tries = 300)
  void readsWhatWasBatchedHoweverItIsCut(
      @ForAll @Size(max = 12) List<@IntRange(max = 20_000) Integer> sizes,
      @ForAll @IntRange(min = 1, max = 5) int messagesPerFrame,
      @ForAll long seed) {
    List<byte[]> sent = payloads(sizes, seed);
    Reader reader = new Reader();
    byte[] wire = wire(sent, messagesPerFrame);
    Random cuts = new Random(seed);
    int from = 0;
    while (from < wire.length) {
      int length = Math.min(wire.length - from, 1 + cuts.nextInt(cuts.nextBoolean() ? 3 : 30_000));
      reader.read(Unpooled.copiedBuffer(wire, from, length));
      from += length;
    }
    assertEquals(hex(sent), reader.received);
    assertTrue(reader.channel.isOpen());
  }

  @Property(tries = 300)
  void deliversNothingFromAFrameWithAnyBitChanged(
      @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 200) Integer> sizes, @ForAll long seed) {
    byte[] wire = wire(payloads(sizes, seed), sizes.size());
    int bit = new Random(seed).nextInt(wire.length * 8);
    wire[bit / 8] ^= (byte) (1 << bit % 8);
    Reader reader = new Reader();
    reader.read(Unpooled.wrappedBuffer(wire));
    // A length that grew makes the reader wait for more; then what follows is judged.
    reader.read(Unpooled.wrappedBuffer(new byte[FrameReader.MESSAGES_BYTES_MAX]));
    assertEquals(List.of(), reader.received);
    assertFalse(reader.channel.isOpen());
  }

  @Property(tries = 300)
  void closesOnArbitraryBytes(@ForAll @Size(min = 24, max = 200) byte[] bytes) {
    bytes[0] = (byte) 0x80;
    Reader reader = new Reader();
    reader.read(Unpooled.wrappedBuffer(bytes));
    assertEquals(List.of(), reader.received);
    assertFalse(reader.channel.isOpen());
  }

  private static List<byte[]> payloads(List<Integer> sizes, long seed) {
    Random random = new Random(seed);
    List<byte[]> payloads = new ArrayList<>();
    for (int size : sizes) {
      byte[] payload = new byte[size];
      random.nextBytes(payload);
      payloads.add(payload);
    }
    return payloads;
  }

  /** Every other message goes through a writer. */
  private static byte[] wire(List<byte[]> payloads, int messagesPerFrame) {
    EmbeddedChannel sender = new EmbeddedChannel();
    FrameSeal seal = SessionKeys.derive(SECRET, DIALER, ACCEPTOR).frameSeal();
    for (int from = 0; from < payloads.size(); from += messagesPerFrame) {
      Batch batch = new Batch(ByteBufAllocator.DEFAULT);
      for (int i = from; i < Math.min(from + messagesPerFrame, payloads.size()); i++) {
        byte[] payload = payloads.get(i);
        if (i % 2 == 0) {
          batch.add(PeerNode.KIND, Unpooled.wrappedBuffer(payload));
        } else {
          batch.add(PeerNode.KIND, out -> out.writeBytes(payload));
        }
      }
      batch.writeTo(sender, seal, sender.newPromise());
    }
    sender.flush();
    ByteBuf all = Unpooled.buffer();
    for (ByteBuf part = sender.readOutbound(); part != null; part = sender.readOutbound()) {
      all.writeBytes(part);
      part.release();
    }
    return ByteBufUtil.getBytes(all);
  }

  private static List<String> hex(List<byte[]> payloads) {
    return payloads.stream().map(HexFormat.of()::formatHex).toList();
  }

  private static Greeting greeting(long id) {
    return Greeting.of(
        PeerNode.identity(id, PeerNode.CLUSTER),
        new PeerAddress("127.0.0.1", 1),
        new byte[SessionKeys.NONCE_BYTES]);
  }

  /** The accepting end, in memory. */
  private static final class Reader {
    final List<String> received = new ArrayList<>();
    final EmbeddedChannel channel = new EmbeddedChannel();

    Reader() {
      MessageHandlers handlers = new MessageHandlers();
      handlers.put(
          PeerNode.KIND, (kind, from, payload) -> received.add(ByteBufUtil.hexDump(payload)));
      channel
          .pipeline()
          .addLast(
              new FrameReader(
                  new Inbound(channel, DIALER, 0),
                  SessionKeys.derive(SECRET, DIALER, ACCEPTOR).frameSeal(),
                  handlers,
                  new TransportCounters()));
    }

    void read(ByteBuf bytes) {
      if (channel.isOpen()) {
        channel.writeInbound(bytes);
      } else {
        bytes.release();
      }
    }
  }
}
