package io.starling.storage.id;

import java.util.Comparator;
import java.util.HexFormat;

/**
 * The identity of one node: 128 random bits made together with its data directory. A wiped disk is
 * a new node. Ordered as an unsigned number, the same on every machine.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record NodeId(long high, long low) implements Comparable<NodeId> {
  /** Characters of {@link #toHex()}. */
  public static final int HEX_LENGTH = 32;

  private static final Comparator<NodeId> ORDER =
      Comparator.comparing(NodeId::high, Long::compareUnsigned)
          .thenComparing(NodeId::low, Long::compareUnsigned);

  /**
   * Reads the form that {@link #toHex()} writes.
   *
   * @throws IllegalArgumentException if {@code hex} is not 32 hexadecimal digits
   */
  public static NodeId parse(String hex) {
    if (hex.length() != HEX_LENGTH) {
      throw new IllegalArgumentException("a node id has 32 hexadecimal digits, not: " + hex);
    }
    return new NodeId(
        HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
  }

  /** All 128 bits as 32 lower-case hexadecimal digits. */
  public String toHex() {
    return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
  }

  @Override
  public int compareTo(NodeId other) {
    return ORDER.compare(this, other);
  }

  /** The first eight digits: enough for people to tell the nodes of one cluster apart. */
  @Override
  public String toString() {
    return toHex().substring(0, 8);
  }
}
