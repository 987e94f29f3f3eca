package io.starling.storage.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class IdentityTest {
  @Property
  void aNodeIdIsReadBackFromItsDigits(@ForAll long high, @ForAll long low) {
    NodeId id = new NodeId(high, low);
    assertEquals(id, NodeId.parse(id.toHex()));
    assertEquals(NodeId.HEX_LENGTH, id.toHex().length());
  }

  @Property
  void aClusterIdIsReadBackFromItsDigits(@ForAll long high, @ForAll long low) {
    ClusterId id = new ClusterId(high, low);
    assertEquals(id, ClusterId.parse(id.toString()));
  }

  @Property
  void nodeIdsAreOrderedAsUnsignedNumbers(
      @ForAll long high, @ForAll long low, @ForAll long otherHigh, @ForAll long otherLow) {
    NodeId one = new NodeId(high, low);
    NodeId other = new NodeId(otherHigh, otherLow);
    int expected = number(one).compareTo(number(other));
    assertEquals(expected, Integer.signum(one.compareTo(other)));
  }

  @Test
  void refusesDigitsOfAnotherLength() {
    assertThrows(IllegalArgumentException.class, () -> NodeId.parse("abc"));
    assertThrows(IllegalArgumentException.class, () -> ClusterId.parse("g".repeat(32)));
  }

  private static BigInteger number(NodeId id) {
    return new BigInteger(id.toHex(), 16);
  }
}
