package io.starling.storage.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TableFileTest {
  @TempDir private Path directory;

  private final List<Path> forced = new ArrayList<>();
  private final List<Thread> moves = new ArrayList<>();
  private TableFiles names;
  private TableFile file;

  @BeforeEach
  void make() {
    names = new TableFiles(directory, 3, TableFiles.ENTRIES, new AtomicLong(), new MapHeads());
    file = new TableFile(directory, made(), this::forceWhileTheTableMoves);
  }

  @Test
  void isSyncedThoughTheTableMovesDuringEverySync() throws Exception {
    file.sync();
    for (Thread move : moves) {
      move.join();
    }
    assertTrue(moves.size() > 1);
    assertEquals(directory, forced.getLast());
  }

  @Test
  void isForcedOnceMoreForAChangeThatASyncMayHaveMissed() {
    TableFile still = new TableFile(directory, made(), forced::add);
    still.sync();
    still.sync();
    forced.clear();
    still.sync();
    assertEquals(List.of(), forced);
    still.markDirty();
    still.sync();
    assertEquals(2, forced.size());
    still.sync();
    assertEquals(4, forced.size());
    still.sync();
    assertEquals(4, forced.size());
  }

  /** The owner moves the table, or tries to: then it waits until the sync is over. */
  private void forceWhileTheTableMoves(Path path) {
    forced.add(path);
    if (!path.equals(directory)) {
      Thread owner = Thread.ofPlatform().start(() -> file.moveTo(made()));
      moves.add(owner);
      while (owner.isAlive() && owner.getState() != Thread.State.BLOCKED) {
        Thread.onSpinWait();
      }
    }
  }

  private Path made() {
    try {
      return Files.write(names.next(), new byte[1]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
