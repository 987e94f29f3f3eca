package io.starling.storage.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.storage.id.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {
  private static final NodeId FIRST = new NodeId(1, 2);
  private static final NodeId OTHER = new NodeId(3, 4);

  @TempDir private Path parent;
  private Optional<String> bootId = Optional.of("boot-1");

  @Test
  void theIdentityOfANodeIsMadeOnceAndKept() {
    try (DataDirectory directory = open(FIRST)) {
      assertEquals(FIRST, directory.nodeId());
      assertEquals(PreviousStop.NONE, directory.previousStop());
      directory.beginUse();
    }
    try (DataDirectory directory = open(OTHER)) {
      assertEquals(FIRST, directory.nodeId());
    }
  }

  @Test
  void aCleanStopIsKnownUntilTheDirectoryIsUsedAgain() {
    useOnce(true);
    try (DataDirectory directory = open(OTHER)) {
      assertEquals(PreviousStop.CLEAN, directory.previousStop());
    }
    useOnce(false);
    assertEquals(PreviousStop.PROCESS_DIED, previousStop());
  }

  @Test
  void aStopOfTheMachineIsKnownByItsBootId() {
    useOnce(false);
    bootId = Optional.of("boot-2");
    assertEquals(PreviousStop.MACHINE_STOPPED, previousStop());
    useOnce(false);
    assertEquals(PreviousStop.PROCESS_DIED, previousStop());
  }

  @Test
  void withoutABootIdEveryUncleanStopMayBeOneOfTheMachine() {
    bootId = Optional.empty();
    useOnce(false);
    assertEquals(PreviousStop.MACHINE_STOPPED, previousStop());
  }

  @Test
  void aMachineThatStoppedAfterACleanStopIsNoMatter() {
    useOnce(true);
    bootId = Optional.of("boot-2");
    assertEquals(PreviousStop.CLEAN, previousStop());
  }

  @Test
  void isRefusedToASecondProcessNamingPathAndPid() {
    try (DataDirectory directory = open(FIRST)) {
      var refusal = assertThrows(DirectoryInUseException.class, () -> open(OTHER).close());
      assertTrue(refusal.getMessage().contains(directory.toString()));
      assertTrue(refusal.getMessage().contains("process " + ProcessHandle.current().pid()));
    }
    open(OTHER).close();
  }

  @Test
  void refusesAFormatItDoesNotKnow() throws IOException {
    useOnce(true);
    Path identity = parent.resolve("data/identity");
    String written = Files.readString(identity);
    Files.writeString(identity, written.replace("format 2", "format 3"));
    var refusal = assertThrows(UnknownFormatException.class, () -> open(OTHER).close());
    assertTrue(refusal.getMessage().contains("format 3"));
    Files.writeString(identity, "something else");
    assertThrows(UnknownFormatException.class, () -> open(OTHER).close());
  }

  private void useOnce(boolean clean) {
    try (DataDirectory directory = open(FIRST)) {
      directory.beginUse();
      if (clean) {
        directory.markCleanStop();
      }
    }
  }

  private PreviousStop previousStop() {
    try (DataDirectory directory = open(OTHER)) {
      return directory.previousStop();
    }
  }

  private DataDirectory open(NodeId idIfNew) {
    return DataDirectory.open(parent.resolve("data"), idIfNew, () -> bootId);
  }
}
