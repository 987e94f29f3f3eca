package io.starling.chaos.entries;

import java.nio.charset.StandardCharsets;

/**
 * The keys of a run and what is written to them: the value of the n-th write of a key follows from
 * the two, so that each answer can be checked to the last byte. Values do not compress.
 *
 * @param count small entries, numbered from 0
 * @param valueSize of them, in bytes
 * @param large entries, numbered from {@code count}
 * @param largeSize of them, in bytes
 */
public record Entries(int count, int valueSize, int large, int largeSize) {
  /** Room for the number of the key and of the write, in hexadecimal, and two colons. */
  public static final int SIZE_MIN = 2 * (Integer.BYTES * 2 + 1);

  private static final int DIGITS = 8;
  private static final byte[] ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
          .getBytes(StandardCharsets.US_ASCII);
  private static final long STEP = 0x9e3779b97f4a7c15L;

  public Entries {
    if (count < 1 || large < 0 || valueSize < SIZE_MIN || largeSize < SIZE_MIN) {
      throw new IllegalArgumentException(
          "at least one entry, and values of at least " + SIZE_MIN + " B");
    }
  }

  /** All entries, large ones included. */
  public int total() {
    return count + large;
  }

  public boolean isLarge(int entry) {
    return entry >= count;
  }

  public String key(int entry) {
    return isLarge(entry) ? "large:" + (entry - count) : "entry:" + entry;
  }

  /** What its n-th write puts into an entry. */
  public String value(int entry, int write) {
    byte[] text = new byte[isLarge(entry) ? largeSize : valueSize];
    digits(text, 0, entry);
    digits(text, DIGITS + 1, write);
    long state = ((long) entry << Integer.SIZE | write) * STEP;
    int at = SIZE_MIN;
    while (at < text.length) {
      state += STEP;
      long bits = mixed(state);
      for (int taken = 0; taken < 10 && at < text.length; taken++) {
        text[at++] = ALPHABET[(int) (bits & 63)];
        bits >>>= 6;
      }
    }
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /** The write that a value is of; -1 if it is none of this entry, or not whole. */
  public int write(int entry, String value) {
    int write = written(value);
    return write >= 0 && value.equals(value(entry, write)) ? write : -1;
  }

  private static int written(String value) {
    if (value.length() < SIZE_MIN) {
      return -1;
    }
    try {
      return Integer.parseInt(value.substring(DIGITS + 1, 2 * DIGITS + 1), 16);
    } catch (NumberFormatException garbage) {
      return -1;
    }
  }

  private static void digits(byte[] text, int at, int number) {
    for (int i = 0; i < DIGITS; i++) {
      int digit = number >>> (4 * (DIGITS - 1 - i)) & 0xf;
      text[at + i] = (byte) Character.forDigit(digit, 16);
    }
    text[at + DIGITS] = ':';
  }

  /** The finaliser of SplitMix64. */
  private static long mixed(long state) {
    long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
