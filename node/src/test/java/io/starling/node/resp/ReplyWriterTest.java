package io.starling.node.resp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.node.command.ErrorCode;
import io.starling.node.command.Reply;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ReplyWriterTest {
  @Test
  void writesTheSimpleFormsAlikeInBothVersions() {
    for (RespVersion version : RespVersion.values()) {
      assertEquals("+OK\r\n", written(Reply.OK, version));
      assertEquals("+PONG\r\n", written(new Reply.Status("PONG"), version));
      assertEquals(":-7\r\n", written(Reply.number(-7), version));
      assertEquals("$3\r\na\r\n\r\n", written(Reply.Bulk.of("a\r\n"), version));
      assertEquals("$0\r\n\r\n", written(Reply.Bulk.of(""), version));
      assertEquals(
          "*2\r\n:1\r\n$1\r\nx\r\n", written(array(Reply.number(1), Reply.Bulk.of("x")), version));
    }
  }

  @Test
  void writesNoValueAsEachVersionKnowsIt() {
    assertEquals("$-1\r\n", written(Reply.NIL, RespVersion.RESP2));
    assertEquals("_\r\n", written(Reply.NIL, RespVersion.RESP3));
    assertEquals("*1\r\n_\r\n", written(array(Reply.NIL), RespVersion.RESP3));
  }

  @Test
  void writesPairsAsAMapInResp3AndFlatInResp2() {
    Reply pairs = new Reply.Pairs(List.of(Reply.Bulk.of("proto"), Reply.number(3)));
    assertEquals("*2\r\n$5\r\nproto\r\n:3\r\n", written(pairs, RespVersion.RESP2));
    assertEquals("%1\r\n$5\r\nproto\r\n:3\r\n", written(pairs, RespVersion.RESP3));
  }

  @Test
  void doesNotLetTextsOfClientsBreakTheLine() {
    assertEquals(
        "-ERR unknown  +OK  x\r\n",
        written(Reply.failure(ErrorCode.ERR, "unknown\r\n+OK\r\nx"), RespVersion.RESP2));
  }

  @Property
  void writesEveryNumberInDecimal(@ForAll long value) {
    assertEquals(":" + value + "\r\n", written(Reply.number(value), RespVersion.RESP2));
  }

  @Property
  void neverWritesMoreThanItsEstimate(@ForAll byte[] bytes, @ForAll long value) {
    Reply reply = array(new Reply.Bulk(bytes), Reply.number(value), array(Reply.NIL, Reply.OK));
    assertTrue(written(reply, RespVersion.RESP3).length() <= ReplyWriter.sizeOf(reply));
  }

  private static Reply array(Reply... items) {
    return new Reply.Array(List.of(items));
  }

  private static String written(Reply reply, RespVersion version) {
    ByteBuf out = Unpooled.buffer();
    ReplyWriter.write(reply, version, out);
    return out.toString(UTF_8);
  }
}
