package io.starling.chaos.entries;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What each entry may hold. An entry has one writer, who writes 1, 2, 3, ... one after the other;
 * anybody may read. Then an answer is right (atomic) if it is not older than the last write that
 * was acknowledged, or the newest that anybody was shown, before the reading began, and not newer
 * than the last that had begun when it ended. Safe for use by many threads.
 */
public final class Registers {
  private static final int EXAMPLES_MAX = 10;

  private final Entries entries;
  private final AtomicIntegerArray begun;
  private final AtomicIntegerArray settled;
  private final AtomicLong wrong = new AtomicLong();
  private final List<String> examples = new ArrayList<>();

  public Registers(Entries entries) {
    this.entries = entries;
    this.begun = new AtomicIntegerArray(entries.total());
    this.settled = new AtomicIntegerArray(entries.total());
  }

  public Entries entries() {
    return entries;
  }

  /** Its only writer begins to write an entry once more. Returns the number of the write. */
  public int begin(int entry) {
    return begun.incrementAndGet(entry);
  }

  /** A write was acknowledged. */
  public void acknowledged(int entry, int write) {
    settle(entry, write);
  }

  private void settle(int entry, int write) {
    settled.accumulateAndGet(entry, write, Math::max);
  }

  /** The oldest write that a reading that begins now may show; 0: that it was never written. */
  public int oldest(int entry) {
    return settled.get(entry);
  }

  /**
   * Judges an answer.
   *
   * @param oldest as it was when the reading began
   * @param value null: the key is absent
   * @return whether it is right
   */
  public boolean judge(int entry, int oldest, @Nullable String value) {
    int write = value == null ? 0 : entries.write(entry, value);
    int newest = begun.get(entry);
    boolean right = write >= oldest && write <= newest;
    if (right) {
      settle(entry, write);
    } else {
      wrong(entry, oldest, newest, value);
    }
    return right;
  }

  private void wrong(int entry, int oldest, int newest, @Nullable String value) {
    wrong.incrementAndGet();
    String begins =
        value == null
            ? "nothing"
            : "\"%s...\" (%,d B)"
                .formatted(
                    value.substring(0, Math.min(Entries.SIZE_MIN, value.length())), value.length());
    synchronized (examples) {
      if (examples.size() < EXAMPLES_MAX) {
        examples.add(
            "%s holds %s, and may hold its writes %,d to %,d"
                .formatted(entries.key(entry), begins, oldest, newest));
      }
    }
  }

  /** Answers that were not right. */
  public long wrongAnswers() {
    return wrong.get();
  }

  /** Some of them, for people. */
  public List<String> examples() {
    synchronized (examples) {
      return List.copyOf(examples);
    }
  }
}
