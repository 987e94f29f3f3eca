package io.starling.node.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TranscriptTest {
  /** Later than 1970 and earlier than 2096, between which the transcripts' deadlines lie. */
  private static final long NOW_MILLIS = 1_800_000_000_000L;

  private final FakeSegment segment = new FakeSegment(NOW_MILLIS);

  @ParameterizedTest
  @MethodSource("io.starling.node.command.Transcript#names")
  void answersAsRedisDid(String name) throws IOException {
    for (Transcript.Exchange exchange : Transcript.read(name)) {
      String reply = Words.show(CommandTable.evaluate(segment, exchange.command()));
      assertEquals(exchange.reply(), reply, exchange::toString);
    }
  }
}
