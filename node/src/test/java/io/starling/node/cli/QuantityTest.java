package io.starling.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class QuantityTest {
  @Test
  void bytesHaveAUnitOf1024() {
    assertEquals("0 B", Quantity.bytes(0));
    assertEquals("1023 B", Quantity.bytes(1023));
    assertEquals("1.0 KiB", Quantity.bytes(1024));
    assertEquals("8.0 MiB", Quantity.bytes(8 << 20));
    assertEquals("5000.0 TiB", Quantity.bytes(5000L << 40));
  }

  @Test
  void countsHaveAUnitOf1000() {
    assertEquals("999", Quantity.count(999));
    assertEquals("12.3 k", Quantity.count(12_345));
  }
}
