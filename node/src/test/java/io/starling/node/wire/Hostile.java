package io.starling.node.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;

/** What damage and lies do to a message; a decoder either reads it or refuses it, in one way. */
final class Hostile {
  private static final int CHANGES = 4;

  private Hostile() {}

  /** Throws whatever a decoder throws that is not a refusal. */
  static <T> void decodeOrRefuse(byte[] bytes, Function<ByteBuffer, T> decoder) {
    try {
      T unused = decoder.apply(ByteBuffer.wrap(bytes));
    } catch (IllegalArgumentException refused) {
      // As it should be.
    }
  }

  /** The same message with some bits flipped, and perhaps cut. */
  static byte[] damaged(byte[] bytes, long seed) {
    Random random = new Random(seed);
    byte[] damaged = bytes.clone();
    for (int i = random.nextInt(CHANGES); i >= 0 && damaged.length > 0; i--) {
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
    }
    return random.nextInt(CHANGES) > 0
        ? damaged
        : Arrays.copyOf(damaged, random.nextInt(damaged.length + 1));
  }
}
