package io.starling.node.command;

import io.starling.node.command.argument.RefusedException;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A pattern of bytes, as Redis' stringmatchlen understands it: {@code *}, {@code ?}, classes such
 * as {@code [a-c]} and {@code [^x]}, and {@code \} before a byte to take it as it is. Unlike there,
 * a run of stars matches the empty text too.
 *
 * <p>Matching goes back to the last {@code *} only, so it takes at most {@code text x pattern}
 * steps and no stack, where Redis' recursion was exponential (CVE-2022-36021) or too deep
 * (CVE-2024-31228). Steps are counted over the life of an instance and end at {@link #STEPS_MAX}:
 * not even a client that chooses both the keys and the pattern can hold up a loop.
 *
 * <p>Thread rule: one thread at a time.
 */
public final class Glob {
  /** Steps that one instance takes before it refuses to go on: some tenths of a second. */
  static final long STEPS_MAX = 100_000_000;

  /** Element: one byte, whichever. */
  static final int ANY = -1;

  /** Element: any number of bytes. */
  static final int MANY = -2;

  /** Elements from here on are classes: this plus the index of the class. */
  static final int CLASS = 256;

  private static final int NOWHERE = -1;

  private final int[] elements;
  private final BitSet[] classes;
  private final int textLengthMin;
  private long steps;

  /**
   * A pattern of elements.
   *
   * @param elements each {@link #ANY}, {@link #MANY}, a class, or a byte from 0 to 255
   */
  Glob(int[] elements, BitSet[] classes) {
    this.elements = elements;
    this.classes = classes;
    this.textLengthMin = (int) Arrays.stream(elements).filter(one -> one != MANY).count();
  }

  /** Reads a pattern; every sequence of bytes is one. */
  public static Glob of(byte[] pattern) {
    return new GlobParser(pattern).parse();
  }

  /**
   * Whether the pattern matches the whole text.
   *
   * @throws RefusedException if this instance has taken {@link #STEPS_MAX} steps
   */
  public boolean matches(byte[] text) {
    return text.length >= textLengthMin && walk(text);
  }

  /**
   * Tries the shortest run for each star; if what follows fails, only the last star gets longer.
   */
  private boolean walk(byte[] text) {
    int element = 0;
    int at = 0;
    int afterStar = NOWHERE;
    int starEnd = 0;
    while (at < text.length) {
      countStep();
      if (element < elements.length && elements[element] == MANY) {
        element++;
        afterStar = element;
        starEnd = at;
      } else if (element < elements.length && matchesOne(elements[element], text[at])) {
        element++;
        at++;
      } else if (afterStar != NOWHERE) {
        element = afterStar;
        starEnd++;
        at = starEnd;
      } else {
        return false;
      }
    }
    while (element < elements.length && elements[element] == MANY) {
      element++;
    }
    return element == elements.length;
  }

  private boolean matchesOne(int element, byte b) {
    int unsigned = b & 0xff;
    return element == unsigned
        || element == ANY
        || (element >= CLASS && classes[element - CLASS].get(unsigned));
  }

  private void countStep() {
    steps++;
    if (steps > STEPS_MAX) {
      throw new RefusedException("the pattern takes more than " + STEPS_MAX + " steps to match");
    }
  }
}
