package io.starling.chaos.history;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The set of operations that already have their place in the order sought, and what they hold. */
final class Placed {
  private final int firstWord;
  private final long[] words;
  private final Registers registers;
  private final int hash;

  private Placed(int firstWord, long[] words, Registers registers) {
    this.firstWord = firstWord;
    this.words = words;
    this.registers = registers;
    this.hash = 31 * (31 * firstWord + Arrays.hashCode(words)) + registers.hashCode();
  }

  /**
   * Copies a set of numbers without the words below {@code firstOpen}, which are full, and above
   * {@code highest}, which are empty: what is left is as long as the operations overlap, not as
   * long as the history.
   */
  static Placed of(long[] bits, int firstOpen, int highest, Registers registers) {
    int firstWord = firstOpen >> 6;
    int lastWord = highest >> 6;
    long[] words =
        lastWord < firstWord ? new long[0] : Arrays.copyOfRange(bits, firstWord, lastWord + 1);
    return new Placed(firstWord, words, registers);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Placed that
        && hash == that.hash
        && firstWord == that.firstWord
        && Arrays.equals(words, that.words)
        && registers.equals(that.registers);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
