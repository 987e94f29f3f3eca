package io.starling.storage.id;

import java.util.HexFormat;

/**
 * The identity of one cluster: 128 random bits made when it is founded. Nodes of different clusters
 * refuse each other.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record ClusterId(long high, long low) {
  /**
   * Reads the form that {@link #toString()} writes.
   *
   * @throws IllegalArgumentException if {@code hex} is not 32 hexadecimal digits
   */
  public static ClusterId parse(String hex) {
    if (hex.length() != NodeId.HEX_LENGTH) {
      throw new IllegalArgumentException("a cluster id has 32 hexadecimal digits, not: " + hex);
    }
    return new ClusterId(
        HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
  }

  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
  }
}
