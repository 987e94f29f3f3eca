package io.starling.node.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestDecoderTest {
  private static final RequestLimits LIMITS =
      RequestLimits.authenticated(1024 * 1024, 512 * 1024 * 1024, 1L << 30);

  private final RequestDecoder decoder = new RequestDecoder();

  @Test
  void readsAnArrayOfBinarySafeArguments() throws ProtocolException {
    assertEquals(
        List.of(List.of("SET", "k\r\n", "\0\u00ff")),
        decode("*3\r\n$3\r\nSET\r\n$3\r\nk\r\n\r\n$2\r\n\0\u00ff\r\n"));
  }

  @Test
  void readsRequestsThatFollowEachOtherInOnePacket() throws ProtocolException {
    assertEquals(
        List.of(List.of("PING"), List.of("GET", "k"), List.of("PING")),
        decode("PING\r\n*2\r\n$3\r\nGET\r\n$1\r\nk\r\n*1\r\n$4\r\nPING\r\n"));
  }

  @Test
  void skipsEmptyRequests() throws ProtocolException {
    assertEquals(List.of(List.of("PING")), decode("*0\r\n\r\n*-1\r\n*-17\r\n  \r\nPING\n"));
  }

  @Test
  void readsTheSameHoweverTheBytesAreCutInTwo() throws ProtocolException {
    String bytes =
        "SET 'a b' \"\\x00\"\r\n*3\r\n$3\r\nSET\r\n$0\r\n\r\n$12\r\nhello\r\nworld\r\n*0\r\n";
    List<List<String>> whole = decode(bytes);
    for (int cut = 0; cut <= bytes.length(); cut++) {
      assertEquals(whole, decode(bytes.substring(0, cut), bytes.substring(cut)), "cut at " + cut);
    }
  }

  @Test
  void readsTheSameWhenEveryByteComesAlone() throws ProtocolException {
    String bytes = "*2\r\n$4\r\nECHO\r\n$20\r\n" + "x".repeat(20) + "\r\nECHO y\r\n";
    assertEquals(decode(bytes), decode(bytes.split("")));
  }

  @Test
  void readsALargeArgumentThatComesInPackets() throws ProtocolException {
    String large = "0123456789abcdef".repeat(64 * 1024);
    String bytes = "*2\r\n$4\r\nECHO\r\n$" + large.length() + "\r\n" + large + "\r\n";
    assertEquals(List.of(List.of("ECHO", large)), decode(bytes.split("(?<=\\G.{60000})", -1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*3\\r\\n:1\\r\\n                 | expected '$', got ':'",
        "*abc\\r\\n                       | invalid multibulk length",
        "*\\r\\n                          | invalid multibulk length",
        "*+1\\r\\n                        | invalid multibulk length",
        "*01\\r\\n                        | invalid multibulk length",
        "*2147483648\\r\\n                | invalid multibulk length",
        "*9223372036854775808\\r\\n       | invalid multibulk length",
        "*99999999999999999999999\\r\\n   | invalid multibulk length",
        "*1048577\\r\\n                   | invalid multibulk length",
        "*1\\r\\n$-1\\r\\n                | invalid bulk length",
        "*1\\r\\n$-2147483649\\r\\n       | invalid bulk length",
        "*1\\r\\n$536870913\\r\\n         | invalid bulk length",
        "*1\\r\\n$2147483648\\r\\n        | invalid bulk length",
        "*1\\r\\n$4294967295\\r\\n        | invalid bulk length",
        "*1\\r\\n$9223372036854775807\\r\\n | invalid bulk length",
        "*1\\r\\n$9223372036854775808\\r\\n | invalid bulk length",
        "*1\\r\\n$ 4\\r\\n                | invalid bulk length",
        "SET \"a\\r\\n                    | unbalanced quotes in request",
        "SET \"a\"b\\r\\n                 | unbalanced quotes in request",
        "SET 'a'b\\r\\n                   | unbalanced quotes in request",
      })
  void refusesWhatRedisRefuses(String bytes, String reason) {
    String unescaped = bytes.strip().translateEscapes();
    ProtocolException refusal = assertThrows(ProtocolException.class, () -> decode(unescaped));
    assertEquals("Protocol error: " + reason, refusal.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "'*', too big mbulk count string",
    "'P', too big inline request",
  })
  void refusesALineThatDoesNotEndWithin64KiB(String first, String reason) throws ProtocolException {
    String longest = first + "1".repeat(RequestDecoder.LINE_LENGTH_MAX - 1);
    assertEquals(List.of(), decode(longest));
    ProtocolException refusal = assertThrows(ProtocolException.class, () -> decode("1"));
    assertEquals("Protocol error: " + reason, refusal.getMessage());
  }

  @Test
  void allocatesWhatArrivedAndNotWhatWasAnnounced() throws ProtocolException {
    decode("*1048576\r\n$536870912\r\nabc");
    assertTrue(decoder.heldBytes() < 32 * 1024, "holds " + decoder.heldBytes());
  }

  @Test
  void refusesARequestThatIsLargerThanTheQueryBuffer() {
    RequestLimits narrow = RequestLimits.authenticated(100, 100, 200);
    ByteBuf in = buffer("*3\r\n$100\r\n" + "x".repeat(100) + "\r\n$100\r\n");
    assertThrows(ProtocolException.class, () -> decoder.next(in, narrow));
  }

  @Test
  void grantsTenShortArgumentsBeforeAuthenticationAndNoMore() throws ProtocolException {
    String ten = "*10\r\n" + "$1\r\nx\r\n".repeat(10);
    assertNotNull(decoder.next(buffer(ten), RequestLimits.UNAUTHENTICATED));
    ByteBuf eleven = buffer("*11\r\n");
    ProtocolException refusal =
        assertThrows(
            ProtocolException.class, () -> decoder.next(eleven, RequestLimits.UNAUTHENTICATED));
    assertEquals("Protocol error: unauthenticated multibulk length", refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {16 * 1024, 16 * 1024 + 1})
  void grantsSixteenKibibytesAnArgumentBeforeAuthentication(int length) throws ProtocolException {
    ByteBuf in = buffer("*1\r\n$" + length + "\r\n");
    if (length == 16 * 1024) {
      assertNull(decoder.next(in, RequestLimits.UNAUTHENTICATED));
      return;
    }
    ProtocolException refusal =
        assertThrows(
            ProtocolException.class, () -> decoder.next(in, RequestLimits.UNAUTHENTICATED));
    assertEquals("Protocol error: unauthenticated bulk length", refusal.getMessage());
  }

  @Test
  void knowsWhetherARequestHasBegun() throws ProtocolException {
    assertFalse(decoder.inRequest());
    decode("*");
    assertTrue(decoder.inRequest());
    decode("1\r\n$4\r\nPI");
    assertTrue(decoder.inRequest());
    decode("NG\r\n");
    assertFalse(decoder.inRequest());
    assertEquals(0, decoder.heldBytes());
  }

  private final ByteBuf received = Unpooled.buffer();

  private List<List<String>> decode(String... packets) throws ProtocolException {
    List<List<String>> requests = new ArrayList<>();
    for (String packet : packets) {
      received.writeBytes(packet.getBytes(ISO_8859_1));
      for (List<byte[]> request = decoder.next(received, LIMITS);
          request != null;
          request = decoder.next(received, LIMITS)) {
        requests.add(request.stream().map(bytes -> new String(bytes, ISO_8859_1)).toList());
      }
    }
    return requests;
  }

  private static ByteBuf buffer(String bytes) {
    return Unpooled.copiedBuffer(bytes, ISO_8859_1);
  }
}
