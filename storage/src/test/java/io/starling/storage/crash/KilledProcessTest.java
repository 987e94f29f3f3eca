package io.starling.storage.crash;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.storage.directory.BootId;
import io.starling.storage.directory.DataDirectory;
import io.starling.storage.directory.DirectoryInUseException;
import io.starling.storage.id.NodeId;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed with -9 at any moment has kept all that it acknowledged. */
final class KilledProcessTest {
  private static final int KILLS = 5;

  @TempDir private Path directory;

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void aProcessThatIsKilledKeepsAllThatItAcknowledged() throws Exception {
    // Not repeatable anyway: the moment of the kill is up to the scheduler.
    RandomGenerator random = RandomGenerator.getDefault();
    for (int kill = 1; kill <= KILLS; kill++) {
      runAndKill(1 + random.nextInt(60));
    }
    runAndKill(0);
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.MINUTES)
  void aSecondProcessIsRefusedTheDirectoryOfTheFirst() throws Exception {
    Process first = start();
    try {
      awaitLines(first, 0);
      var refusal =
          assertThrows(
              DirectoryInUseException.class,
              () ->
                  DataDirectory.open(directory, new NodeId(2, 2), BootId.ofThisMachine()).close());
      assertTrue(refusal.getMessage().contains(directory + " is in use by process " + first.pid()));
    } finally {
      first.destroyForcibly().waitFor();
    }
  }

  private void runAndKill(int lines) throws Exception {
    Process process = start();
    try {
      awaitLines(process, lines);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static void awaitLines(Process process, int lines) throws IOException {
    BufferedReader reader = process.inputReader();
    StringBuilder said = new StringBuilder();
    boolean checked = false;
    for (int seen = 0; seen <= lines; ) {
      String line = reader.readLine();
      assertTrue(line != null, () -> "the process ended by itself:\n" + said);
      said.append(line).append('\n');
      checked |= line.startsWith(CrashingWriter.CHECKED);
      seen += checked ? 1 : 0;
    }
  }

  private Process start() throws IOException {
    return TestProcess.start(CrashingWriter.class, directory);
  }
}
