package io.starling.chaos.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** One message of each kind, and random changes of it: seconds of what the long run does. */
class PeerMessageFuzzTest {
  private static final int CHANGES_PER_SEED = 1_500;
  private static final int JUNK_INPUTS = 20_000;
  private static final int JUNK_BYTES_MAX = 64;
  private static final long SEED = 20_261_120;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final List<byte[]> seeds = PeerMessageSeeds.all();

  @Test
  void writesEveryKindOfMessageAsItWasRead() {
    for (byte[] seed : seeds) {
      byte[] message = PeerMessageFuzz.messageOf(seed);
      PeerDecoder decoder = PeerMessageFuzz.decoderOf(seed);
      assertArrayEquals(message, decoder.recoded(message), decoder::name);
    }
  }

  @Test
  void refusesRandomChangesOfEveryKindOrReadsThem() {
    for (byte[] seed : seeds) {
      for (int i = 0; i < CHANGES_PER_SEED; i++) {
        PeerMessageFuzz.fuzzerTestOneInput(changed(seed));
      }
    }
  }

  @Test
  void refusesJunkOrReadsIt() {
    for (int i = 0; i < JUNK_INPUTS; i++) {
      byte[] junk = new byte[1 + random.nextInt(JUNK_BYTES_MAX)];
      random.nextBytes(junk);
      PeerMessageFuzz.fuzzerTestOneInput(junk);
    }
  }

  /** What one decoder reads another may be given. */
  @Test
  void refusesTheMessagesOfOthersOrReadsThem() {
    for (byte[] seed : seeds) {
      for (PeerDecoder decoder : PeerDecoder.values()) {
        byte[] message = PeerMessageFuzz.messageOf(seed);
        PeerMessageFuzz.fuzzerTestOneInput(PeerMessageFuzz.input(decoder, message));
      }
    }
  }

  /**
   * Bits flipped, bytes replaced, a piece of another message put in, the end cut off or drawn out.
   */
  private byte[] changed(byte[] seed) {
    byte[] changed = Arrays.copyOf(seed, 1 + random.nextInt(seed.length + 8));
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(changed.length);
      switch (random.nextInt(4)) {
        case 0 -> changed[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        case 1 -> changed[at] = (byte) random.nextInt();
        case 2 -> changed[at] = -1;
        default -> {
          byte[] other = seeds.get(random.nextInt(seeds.size()));
          int length = Math.min(changed.length - at, random.nextInt(other.length));
          System.arraycopy(other, other.length - length, changed, at, length);
        }
      }
    }
    changed[0] = seed[0];
    return changed;
  }
}
