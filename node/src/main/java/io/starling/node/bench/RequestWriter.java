package io.starling.node.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Writes requests as RESP. Immutable; any thread. */
final class RequestWriter {
  private static final byte[] GET = "*2\r\n$3\r\nGET\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SET = "*3\r\n$3\r\nSET\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LINE_END = {'\r', '\n'};

  private final byte[] value;
  private final ByteBuf afterWrite;

  /**
   * @param valueBytes of every value; bytes that do not compress
   * @param waitFor replicas that WAIT names after each write; 0: no WAIT
   */
  RequestWriter(int valueBytes, int waitFor) {
    value = new byte[valueBytes];
    new Random(valueBytes).nextBytes(value);
    afterWrite = Unpooled.buffer();
    if (waitFor > 0) {
      writeCommand(afterWrite, "WAIT", Integer.toString(waitFor), "0");
    }
  }

  void write(Request request, ByteBuf out) {
    out.writeBytes(request.read() ? GET : SET);
    writeBulk(request.key(), out);
    if (!request.read()) {
      writeBulk(value, out);
      out.writeBytes(afterWrite, afterWrite.readerIndex(), afterWrite.readableBytes());
    }
  }

  /** Whether the server answers twice: to the command, and to the WAIT behind it. */
  boolean answeredTwice(Request request) {
    return afterWrite.isReadable() && !request.read();
  }

  /** Writes any command, such as AUTH. */
  static void writeCommand(ByteBuf out, String... words) {
    out.writeByte('*').writeBytes(ascii(words.length)).writeBytes(LINE_END);
    for (String word : words) {
      writeBulk(word.getBytes(StandardCharsets.UTF_8), out);
    }
  }

  private static void writeBulk(byte[] bytes, ByteBuf out) {
    out.writeByte('$').writeBytes(ascii(bytes.length)).writeBytes(LINE_END);
    out.writeBytes(bytes).writeBytes(LINE_END);
  }

  private static byte[] ascii(int number) {
    return Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
  }
}
