package io.starling.gossip.transport;

import io.starling.storage.id.NodeId;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A Hello, and random changes of it with anything after: seconds of what the long run does. */
class PeerPortFuzzTest {
  private static final int INPUTS = 3_000;
  private static final int MORE_BYTES_MAX = 400;
  private static final long SEED = 20_261_120;

  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void nothingThatAStrangerSaysGetsThrough() {
    for (int i = 0; i < INPUTS; i++) {
      byte[] hello = PeerPortFuzz.hello(new NodeId(9, i), random.nextLong());
      byte[] input = Arrays.copyOf(hello, hello.length + random.nextInt(MORE_BYTES_MAX));
      for (int at = hello.length; at < input.length; at++) {
        input[at] = (byte) random.nextInt();
      }
      for (int changes = random.nextInt(4); changes > 0; changes--) {
        input[random.nextInt(input.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      }
      PeerPortFuzz.fuzzerTestOneInput(input);
    }
  }

  @Test
  void junkGetsNowhere() {
    for (int i = 0; i < INPUTS; i++) {
      byte[] junk = new byte[random.nextInt(MORE_BYTES_MAX)];
      random.nextBytes(junk);
      PeerPortFuzz.fuzzerTestOneInput(junk);
    }
  }
}
