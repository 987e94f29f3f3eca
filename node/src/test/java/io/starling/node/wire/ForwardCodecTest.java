package io.starling.node.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.starling.node.command.Reply;
import io.starling.node.routing.ForwardMessage;
import io.starling.node.routing.ForwardMessage.Answer;
import io.starling.node.routing.ForwardMessage.Forward;
import io.starling.node.routing.Levels;
import io.starling.node.routing.SegmentRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ForwardCodecTest {
  private static final List<byte[]> GET = List.of("GET".getBytes(StandardCharsets.US_ASCII));

  /** Replies hold arrays, which are not equal by value; their encodings are. */
  @Property(tries = 500)
  void decodesWhatItEncoded(@ForAll("messages") ForwardMessage message) {
    byte[] bytes = bytes(message).array();
    ForwardMessage decoded = ForwardCodec.decode(ByteBuffer.wrap(bytes));
    assertEquals(message.getClass(), decoded.getClass());
    assertEquals(message.id(), decoded.id());
    assertArrayEquals(bytes, bytes(decoded).array());
  }

  @Property(tries = 1_000)
  void refusesJunkInOneWayOnly(@ForAll byte[] junk) {
    Hostile.decodeOrRefuse(junk, ForwardCodec::decode);
  }

  @Property(tries = 2_000)
  void refusesDamageInOneWayOnly(@ForAll("messages") ForwardMessage message, @ForAll long seed) {
    Hostile.decodeOrRefuse(Hostile.damaged(bytes(message).array(), seed), ForwardCodec::decode);
  }

  @Example
  void keepsTheWordsOfARequest() {
    Levels levels = new Levels(Levels.WriteLevel.ALL, Levels.ReadLevel.ONE);
    ForwardMessage decoded =
        ForwardCodec.decode(bytes(new Forward(5, new SegmentRequest(9, GET, levels))));
    SegmentRequest request = assertInstanceOf(Forward.class, decoded).request();
    assertEquals(9, request.segment());
    assertEquals(levels, request.levels());
    assertArrayEquals(GET.get(0), request.arguments().get(0));
  }

  @Example
  void refusesARequestWithoutACommand() {
    assertRefuses(new Forward(1, new SegmentRequest(1, List.of(), Levels.DEFAULT)));
  }

  @Example
  void refusesASegmentBelowZero() {
    assertRefuses(new Forward(1, new SegmentRequest(-1, GET, Levels.DEFAULT)));
  }

  @Example
  void refusesRepliesNestedBeyondReason() {
    assertInstanceOf(Answer.class, ForwardCodec.decode(bytes(new Answer(1, nested(20)))));
    assertRefuses(new Answer(1, nested(100)));
  }

  private static Reply nested(int depth) {
    return depth == 0 ? Reply.NIL : new Reply.Array(List.of(nested(depth - 1)));
  }

  private static void assertRefuses(ForwardMessage message) {
    assertThrows(IllegalArgumentException.class, () -> ForwardCodec.decode(bytes(message)));
  }

  private static ByteBuffer bytes(ForwardMessage message) {
    return ByteBuffer.wrap(ForwardCodec.toProto(message).toByteArray());
  }

  @Provide
  Arbitrary<ForwardMessage> messages() {
    return WireSamples.forwardMessages();
  }
}
