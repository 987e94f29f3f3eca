package io.starling.node.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.starling.storage.entry.Entry;
import io.starling.storage.entry.Key;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
  private final FakeSegment segment = new FakeSegment(1_000_000);

  @Test
  void storesTheLongestKeyAndValueButNoLongerOnes() {
    String key = "k".repeat(Key.LENGTH_MAX);
    String value = "v".repeat(Entry.VALUE_LENGTH_MAX);
    assertEquals("+OK", show("SET", key, value));
    assertEquals(":" + Entry.VALUE_LENGTH_MAX, show("STRLEN", key));
    assertEquals("-ERR key is 65537 bytes; the limit is 65536", show("SET", key + "k", "v"));
    assertEquals(
        "-ERR value is 8388609 bytes; the limit is 8388608", show("SET", "a", value + "v"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GETSET", "SETNX", "APPEND", "MSET", "MSETNX"})
  void limitsEveryCommandThatStoresAValue(String command) {
    String value = "v".repeat(Entry.VALUE_LENGTH_MAX + 1);
    String refusal = "-ERR value is 8388609 bytes; the limit is 8388608";
    assertEquals(refusal, show(command, "a", value));
    assertEquals("nil", show("GET", "a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"INCR", "DECR"})
  void limitsTheKeyOfACounter(String command) {
    String refusal = "-ERR key is 65537 bytes; the limit is 65536";
    assertEquals(refusal, show(command, "k".repeat(Key.LENGTH_MAX + 1)));
  }

  @Test
  void setsNothingOfABatchWithOneValueThatIsTooLong() {
    String value = "v".repeat(Entry.VALUE_LENGTH_MAX + 1);
    String refusal = "-ERR value is 8388609 bytes; the limit is 8388608";
    assertEquals(refusal, show("MSET", "a", "1", "b", value));
    assertEquals(0, segment.changeCount());
  }

  @Test
  void letsNoValueGrowBeyondTheLimit() {
    show("SETRANGE", "a", "8388606", "xy");
    assertEquals(":8388608", show("STRLEN", "a"));
    assertEquals("-ERR value is 8388609 bytes; the limit is 8388608", show("APPEND", "a", "z"));
    assertEquals(
        "-ERR value is 8388609 bytes; the limit is 8388608",
        show("SETRANGE", "a", "8388607", "xy"));
    assertEquals(
        "-ERR value is 2147483650 bytes; the limit is 8388608",
        show("SETRANGE", "a", "2147483648", "xy"));
    assertEquals(
        "-ERR value is 9223372036854775807 bytes; the limit is 8388608",
        show("SETRANGE", "a", "9223372036854775807", "xy"));
  }

  @Test
  void limitsThePatternOfAScan() {
    assertEquals(
        "-ERR pattern is 65537 bytes; the limit is 65536",
        show("segment.scan", "0", "MATCH", "*".repeat(65_537)));
  }

  private String show(String... words) {
    return Words.show(segment.evaluate(words));
  }
}
