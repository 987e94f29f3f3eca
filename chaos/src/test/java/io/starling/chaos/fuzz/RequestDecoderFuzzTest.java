package io.starling.chaos.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The corpus, and random changes of it: seconds of what the long run does for hours. */
class RequestDecoderFuzzTest {
  private static final int CHANGES_PER_INPUT = 2_000;
  private static final long SEED = 20_261_120;
  private static final String SPICES = "*$-0123456789\r\n\"' \\x";

  @Test
  void decodesTheCorpusHoweverItIsCut() throws IOException {
    for (byte[] input : corpus()) {
      RequestDecoderFuzz.fuzzerTestOneInput(input);
    }
  }

  @Test
  void decodesRandomChangesOfTheCorpusHoweverTheyAreCut() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    for (byte[] input : corpus()) {
      for (int i = 0; i < CHANGES_PER_INPUT; i++) {
        RequestDecoderFuzz.fuzzerTestOneInput(changed(input, random));
      }
    }
  }

  private static byte[] changed(byte[] input, SplittableRandom random) {
    byte[] changed = Arrays.copyOf(input, input.length + random.nextInt(4));
    for (int i = random.nextInt(4); i >= 0; i--) {
      int spice = random.nextInt(SPICES.length() * 2);
      changed[random.nextInt(changed.length)] =
          spice < SPICES.length() ? (byte) SPICES.charAt(spice) : (byte) random.nextInt();
    }
    return changed;
  }

  /** An input a line, with escapes as in Java, eight bytes of seed before it. */
  private static List<byte[]> corpus() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(
            RequestDecoderFuzzTest.class.getResourceAsStream("/fuzz/requests.txt"))) {
      return new String(file.readAllBytes(), StandardCharsets.ISO_8859_1)
          .lines()
          .map(line -> ("12345678" + line.translateEscapes()).getBytes(StandardCharsets.ISO_8859_1))
          .toList();
    }
  }
}
