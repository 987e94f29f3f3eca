package io.starling.node.process;

import io.starling.node.loop.NodeLoop;
import io.starling.node.loop.NodeLoops;
import io.starling.storage.entry.Key;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loops of a node for its disk, which is opened before there are any. Safe in any thread but
 * those of the loops, whom {@link #await} would wait for.
 */
final class TurningLoops {
  private static final Logger LOG = LoggerFactory.getLogger(TurningLoops.class);
  private static final long TURN_MILLIS_MAX = 5_000;

  private final AtomicReference<@Nullable NodeLoops> loops = new AtomicReference<>();

  /** From now on there are loops. */
  void are(NodeLoops made) {
    loops.set(made);
  }

  /** Runs something in a loop and waits for it, however long its turn takes. */
  static void inTurn(NodeLoop loop, Runnable task) {
    Turn.in(loop::run, task)
        .await(TURN_MILLIS_MAX, () -> LOG.warn("an event loop is held up, and others wait for it"));
  }

  /** Comes in the loop of the segment, in the middle of a scan; or while the disk is opened. */
  void foundDamaged(int segment, Key key) {
    NodeLoops all = loops.get();
    if (all != null) {
      all.of(segment).run(() -> all.of(segment).foundDamaged(segment, key));
    }
  }

  /** Waits for a turn of each loop. That it takes long does not mean that the disk has failed. */
  void await() {
    NodeLoops all = loops.get();
    if (all != null) {
      all.all().forEach(loop -> inTurn(loop, () -> {}));
    }
  }
}
