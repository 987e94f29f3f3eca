package io.starling.storage.crash;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happened to its files, a store opens, says what is missing, shows nothing that was never
 * written, and does not take the process along.
 */
final class DamagedFilesTest {
  static final String FINE = "fine";

  private static final long SEED = 20_261_120;
  private static final int TRIES = Integer.getInteger("damage.tries", 150);

  @TempDir private Path directory;

  @Test
  @Timeout(value = 4, unit = TimeUnit.MINUTES)
  void storesOpenWhateverHappenedToTheirFiles() throws Exception {
    Process process = TestProcess.start(DamagedOpenings.class, directory);
    try (BufferedReader answers = process.inputReader();
        BufferedWriter seeds = process.outputWriter()) {
      await("ready", answers, "the first line");
      for (long seed = SEED; seed < SEED + TRIES; seed++) {
        seeds.write(seed + "\n");
        seeds.flush();
        await(FINE, answers, "seed " + seed);
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /** Reads on to a line that begins so, past what libraries say. */
  private static void await(String wanted, BufferedReader answers, String what) throws IOException {
    StringBuilder said = new StringBuilder();
    String line;
    do {
      line = answers.readLine();
      said.append(line).append('\n');
      String all = said.toString();
      assertTrue(line != null, () -> what + " ended the process:\n" + all);
      assertTrue(!line.startsWith("wrong"), () -> what + ":\n" + all);
    } while (!line.startsWith(wanted));
  }
}
