package io.starling.node.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class InlineRequestTest {
  @Test
  void splitsAtBlanks() throws ProtocolException {
    assertEquals(List.of("SET", "a", "b"), split("  SET\ta   b "));
  }

  @Test
  void keepsBlanksWithinQuotes() throws ProtocolException {
    assertEquals(List.of("SET", "a b", "c d"), split("SET \"a b\" 'c d'"));
  }

  @Test
  void readsEscapesWithinDoubleQuotes() throws ProtocolException {
    assertEquals(
        List.of("\n\r\t\b\u0007\"\\q\u00ffxg0"), split("\"\\n\\r\\t\\b\\a\\\"\\\\\\q\\xff\\xg0\""));
  }

  @Test
  void readsOnlyTheQuoteAsAnEscapeWithinSingleQuotes() throws ProtocolException {
    assertEquals(List.of("it's\\n"), split("'it\\'s\\n'"));
  }

  @Test
  void joinsQuotedTextToWhatStandsBefore() throws ProtocolException {
    assertEquals(List.of("ab c"), split("a\"b c\""));
  }

  @Test
  void keepsAnEmptyQuotedArgument() throws ProtocolException {
    assertEquals(List.of("SET", "", ""), split("SET \"\" ''"));
  }

  private static List<String> split(String line) throws ProtocolException {
    return new InlineRequest(line.getBytes(ISO_8859_1))
        .split().stream().map(bytes -> new String(bytes, ISO_8859_1)).toList();
  }
}
