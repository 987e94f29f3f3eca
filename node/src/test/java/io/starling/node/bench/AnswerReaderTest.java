package io.starling.node.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
  private static final String ALL =
      "+OK\r\n-ERR no\r\n:-3\r\n$4\r\na\r\nb\r\n$-1\r\n*2\r\n:1\r\n*0\r\n";
  private static final List<Answer> ANSWERS =
      List.of(
          new Answer.Text("OK"),
          new Answer.Failure("ERR", "ERR no"),
          new Answer.Number(-3),
          new Answer.Text("a\r\nb"),
          new Answer.Nothing(),
          new Answer.Many(List.of(new Answer.Number(1), new Answer.Many(List.of()))));

  @Test
  void answersAreReadHoweverTheyAreCut() throws IOException {
    for (int cut = 0; cut <= ALL.length(); cut++) {
      ByteBuf in = Unpooled.buffer();
      List<Answer> read = new ArrayList<>();
      in.writeBytes(ALL.substring(0, cut).getBytes(StandardCharsets.US_ASCII));
      readAll(in, read);
      in.writeBytes(ALL.substring(cut).getBytes(StandardCharsets.US_ASCII));
      readAll(in, read);
      assertEquals(ANSWERS, read, "cut at " + cut);
    }
  }

  @Test
  void nothingIsTakenUntilAllIsThere() throws IOException {
    ByteBuf in = Unpooled.copiedBuffer("*2\r\n:1\r\n", StandardCharsets.US_ASCII);
    assertNull(AnswerReader.read(in));
    assertEquals(0, in.readerIndex());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"HTTP/1.1 400\r\n", "\r\n", ":x\r\n", "$999999999999\r\n", "*9999999\r\n"})
  void whatIsNoAnswerIsRefused(String text) {
    ByteBuf in = Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    assertThrows(IOException.class, () -> AnswerReader.read(in));
  }

  @Test
  void nestingHasALimit() {
    ByteBuf in = Unpooled.copiedBuffer("*1\r\n".repeat(100), StandardCharsets.US_ASCII);
    assertThrows(IOException.class, () -> AnswerReader.read(in));
  }

  private static void readAll(ByteBuf in, List<Answer> into) throws IOException {
    for (Answer answer = AnswerReader.read(in); answer != null; answer = AnswerReader.read(in)) {
      into.add(answer);
    }
  }
}
